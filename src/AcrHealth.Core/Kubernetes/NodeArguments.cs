namespace AcrHealth.Kubernetes;

/// <summary>The command line of AcrHealth on a node.</summary>
internal static class NodeArguments
{
    /// <summary>The arguments after the program's name.</summary>
    public static IReadOnlyList<string> Of(ClusterOptions options) =>
    [
        "test",
        .. options.Registries,
        .. options.Repository is { } image ? (string[])["--repository", image] : [],
        "--output", "jsonl",

        // A node has no docker and no Helm, and pulls with containerd.
        "--exclude-check", "Docker*", "Helm*",
        "--node-root", NodeMount.Root,

        // As the kubelet pulls, if the caller does not say otherwise.
        .. options.ManagedIdentityClientId is null && !options.Anonymous ? (string[])["--kubelet"] : [],
        .. options.ManagedIdentityClientId is { } client ? (string[])["--managed-identity-client-id", client] : [],
        .. options.Anonymous ? (string[])["--anonymous"] : [],
    ];
}
