using System.Text;
using AcrHealth.Files;

namespace AcrHealth.Nodes;

/// <summary>The files of a node: this machine's own, or those that are mounted under another directory.</summary>
/// <param name="root">The directory under which they are; null for this machine's own.</param>
internal sealed class NodeFiles(string? root)
{
    /// <summary>The directory under which the node's files are; null for this machine's own.</summary>
    public string? Root => root;

    /// <summary>The kubelet's cloud configuration.</summary>
    public string IdentityFile => At(OperatingSystem.IsWindows() ? @"C:\k\azure.json" : "/etc/kubernetes/azure.json");

    /// <summary>Whether a kubelet's files are visible here, or the caller says so.</summary>
    public bool IsNode => root is not null || File.Exists(IdentityFile) || Directory.Exists(At("/var/lib/kubelet"));

    /// <summary>The path at which one of the node's files is accessible here.</summary>
    public string At(string path) => root is null ? path : Path.Join(root, OperatingSystem.IsWindows() ? Path.GetRelativePath(Path.GetPathRoot(path)!, path) : path);

    /// <summary>A file's text; null if there is none, or it cannot be read.</summary>
    public string? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="IOException">It cannot be read, or is not a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string Read(string path) => Encoding.UTF8.GetString(BoundedFile.ReadAllBytes(At(path)).AsSpan().TrimStart(Encoding.UTF8.Preamble));

    /// <summary>The files of a directory whose names match, in their order.</summary>
    /// <returns>Paths on the node.</returns>
    public IReadOnlyList<string> List(string directory, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(At(directory), pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(name => $"{directory.TrimEnd('/')}/{name}")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
