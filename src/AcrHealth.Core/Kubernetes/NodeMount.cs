namespace AcrHealth.Kubernetes;

/// <summary>
/// A file or a directory of the node that its pod sees, read-only. The kubelet checks the type: without it, a runtime would create missing
/// paths on the node.
/// </summary>
/// <param name="Name">The volume's name.</param>
/// <param name="Path">The path on the node.</param>
/// <param name="IsFile">Whether it is a file.</param>
internal sealed record NodeMount(string Name, string Path, bool IsFile = false)
{
    /// <summary>The directory in the pod under which the node's files are mounted.</summary>
    public const string Root = "/node";

    // The kubelet's credential provider on AKS reads azure.json by its own path.
    private const string KubernetesDirectory = "/etc/kubernetes";

    private static readonly NodeMount[] Common =
    [
        new("kubernetes", KubernetesDirectory),
        new("containerd", "/etc/containerd"),
        new("systemd", "/etc/systemd/system"),
        new("provider-config", "/var/lib/kubelet/credential-provider-config.yaml", IsFile: true),
        new("provider", "/var/lib/kubelet/credential-provider"),
    ];

    private static readonly NodeMount[] Certificates = [new("certificates", "/etc/ssl/certs"), new("ca-certificates", "/usr/share/ca-certificates")];

    private static readonly NodeMount[] PkiCertificates = [new("pki", "/etc/pki")];

    /// <summary>The paths at which the container has it.</summary>
    public IReadOnlyList<string> MountPaths => Path == KubernetesDirectory ? [Root + Path, Path] : [Root + Path];

    /// <summary>The files and directories that the pod of a node mounts.</summary>
    public static IReadOnlyList<NodeMount> For(ClusterNode node) => [.. Common, .. node.HasPki ? PkiCertificates : Certificates];
}
