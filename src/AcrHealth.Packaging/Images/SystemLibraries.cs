using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AcrHealth.Packaging.Images;

/// <summary>Finds the libraries of this system that the native program needs: those that it is linked to, and OpenSSL, which it loads.</summary>
internal static partial class SystemLibraries
{
    private static readonly string[] Loaded = ["libssl.so.3", "libcrypto.so.3"];

    /// <summary>The libraries, each at the path at which the loader looks for it.</summary>
    public static IReadOnlyList<ImageFile> Of(string program)
    {
        Dictionary<string, string> known = Cache();
        string[] loaded = [.. Loaded.Select(name => known.TryGetValue(name, out string? path) ? path : throw new PackagingException(name, "The library is not installed."))];
        string[] all = [.. new[] { program }.Concat(loaded).SelectMany(Linked).Concat(loaded).Distinct().Order(StringComparer.Ordinal)];
        return [.. all.Select(path => new ImageFile(path.TrimStart('/'), File.ReadAllBytes(path), IsProgram: true))];
    }

    private static IEnumerable<string> Linked(string file)
    {
        string output = Run("ldd", file);
        return output.Contains("not found", StringComparison.Ordinal)
            ? throw new PackagingException(file, $"A library is not installed: {output}")
            : LinkedPath().Matches(output).Select(match => match.Groups["path"].Value);
    }

    private static Dictionary<string, string> Cache() => CachedLibrary().Matches(Run("/sbin/ldconfig", "-p"))
        .DistinctBy(match => match.Groups["name"].Value)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["path"].Value);

    private static string Run(string program, string argument)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new PackagingException(program, $"It ended with exit code {process.ExitCode}.");
    }

    [GeneratedRegex(@"^\s+(?:\S+ => )?(?<path>/\S+) \(0x", RegexOptions.Multiline)]
    private static partial Regex LinkedPath();

    [GeneratedRegex(@"^\s+(?<name>\S+) \([^)]*\) => (?<path>/\S+)$", RegexOptions.Multiline)]
    private static partial Regex CachedLibrary();
}
