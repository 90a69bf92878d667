using System.Text.RegularExpressions;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>Reads what <c>ctr plugins list --detailed</c> prints: containerd's plugins, with their platforms and directories.</summary>
internal static partial class ContainerdInformation
{
    /// <summary>The directory of images, unless containerd's configuration changes it.</summary>
    public const string DefaultDirectory = "/var/lib/containerd";

    private const int TextLength = 400;

    /// <summary>Reads the output; null if it is not a list of plugins.</summary>
    public static ContainerEngine? Read(string output)
    {
        if (Plugin().Match(output) is not { Success: true } platform)
        {
            return null;
        }

        string[] parts = platform.Groups[1].Value.Split('/');
        return new()
        {
            IsPodman = false,
            IsContainerd = true,
            HasAnswered = true,

            // ctr connects to sockets of this machine only.
            HostName = Environment.MachineName,
            ImageDirectories = [Content().Match(output) is { Success: true } root ? UntrustedText.Clean(root.Groups[1].Value, TextLength) : DefaultDirectory],
            ContainerSystem = parts[0],
            Architecture = parts[1],
        };
    }

    // All snapshotters have containerd's own platform.
    [GeneratedRegex(@"io\.containerd\.snapshotter\.v1[^/]*?Platforms:\s+([a-z0-9]+/[a-z0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Plugin();

    [GeneratedRegex(@"\sroot\s+(/[^\r\n]*?)/io\.containerd\.content\.v1\.content\s", RegexOptions.CultureInvariant)]
    private static partial Regex Content();
}
