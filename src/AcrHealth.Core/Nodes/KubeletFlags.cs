using System.Text.RegularExpressions;

namespace AcrHealth.Nodes;

/// <summary>The kubelet's flags that say how it gets credentials for registries.</summary>
/// <param name="Configuration">The configuration of its credential providers.</param>
/// <param name="ProgramDirectory">The directory of their programs.</param>
internal sealed partial record KubeletFlags(string Configuration, string ProgramDirectory)
{
    // Azure Kubernetes Service has them at these paths.
    private const string DefaultConfiguration = "/var/lib/kubelet/credential-provider-config.yaml";
    private const string DefaultDirectory = "/var/lib/kubelet/credential-provider";

    private static readonly string[] FlagFiles = ["/etc/default/kubelet", "/etc/sysconfig/kubelet", "/var/lib/kubelet/kubeadm-flags.env"];

    /// <summary>Reads the flags of the running kubelet, or else of its service; returns Azure's own paths if neither has them.</summary>
    public static KubeletFlags Find(NodeFiles files)
    {
        SystemdUnit unit = SystemdUnit.Read(files, "kubelet");
        string[] texts = [Running(files), unit.Command, .. unit.Environment.Values, .. FlagFiles.Select(file => files.TryRead(file) ?? string.Empty)];
        return new(
            First(texts, Configured()) ?? DefaultConfiguration,
            First(texts, Directory()) ?? DefaultDirectory);
    }

    private static string? First(string[] texts, Regex flag) =>
        texts.Select(text => flag.Matches(text).LastOrDefault()?.Groups[1].Value).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static string Running(NodeFiles files)
    {
        if (!System.IO.Directory.Exists(files.At("/proc")) || OperatingSystem.IsWindows())
        {
            return string.Empty;
        }

        try
        {
            string? process = System.IO.Directory.EnumerateDirectories(files.At("/proc"))
                .Where(path => Path.GetFileName(path).All(char.IsAsciiDigit))
                .FirstOrDefault(path => files.TryRead($"/proc/{Path.GetFileName(path)}/comm")?.Trim() == "kubelet");
            return process is null ? string.Empty : (files.TryRead($"/proc/{Path.GetFileName(process)}/cmdline") ?? string.Empty).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    [GeneratedRegex(@"--image-credential-provider-config[= ]+[""']?([^\s""']+)", RegexOptions.CultureInvariant)]
    private static partial Regex Configured();

    [GeneratedRegex(@"--image-credential-provider-bin-dir[= ]+[""']?([^\s""']+)", RegexOptions.CultureInvariant)]
    private static partial Regex Directory();
}
