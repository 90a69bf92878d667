namespace AcrHealth.Nodes;

/// <summary>The hosts that containerd asks for a registry's images, in their order.</summary>
/// <param name="File">What configures them; null if nothing does.</param>
/// <param name="Hosts">The hosts.</param>
internal sealed record ContainerdHosts(string? File, IReadOnlyList<ContainerdHost> Hosts)
{
    /// <summary>Whether it is a file without a table of hosts: containerd before 2.0 takes it for invalid, and goes on without it.</summary>
    public bool IsIgnoredByOld { get; init; }

    /// <summary>What containerd does without a configuration for the registry.</summary>
    public static ContainerdHosts Default(string authority) => new(null, [Registry(authority)]);

    /// <summary>The registry itself.</summary>
    public static ContainerdHost Registry(string authority) => new(new Uri($"https://{authority}"), IsRegistry: true);
}
