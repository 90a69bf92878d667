namespace AcrHealth.Nodes;

/// <summary>The hosts from which containerd requests a registry's images, in their order.</summary>
/// <param name="File">The file that configures them; null if there is none.</param>
/// <param name="Hosts">The hosts.</param>
internal sealed record ContainerdHosts(string? File, IReadOnlyList<ContainerdHost> Hosts)
{
    /// <summary>Whether it is a file without a table of hosts: containerd before 2.0 considers it invalid, and continues without it.</summary>
    public bool IsIgnoredByOld { get; init; }

    /// <summary>The hosts that containerd uses without a configuration for the registry.</summary>
    public static ContainerdHosts Default(string authority) => new(null, [Registry(authority)]);

    /// <summary>The registry itself.</summary>
    public static ContainerdHost Registry(string authority) => new(new Uri($"https://{authority}"), IsRegistry: true);
}
