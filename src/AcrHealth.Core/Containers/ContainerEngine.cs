using System.Net;

namespace AcrHealth.Containers;

/// <summary>The facts that a container client reported about itself and the engine behind it.</summary>
internal sealed record ContainerEngine
{
    /// <summary>Whether it is Podman, which keeps its settings elsewhere and has no daemon with settings of its own.</summary>
    public required bool IsPodman { get; init; }

    /// <summary>Whether it is containerd itself, whose clients pull with the session's proxy and with containerd's settings for registries.</summary>
    public bool IsContainerd { get; init; }

    /// <summary>Whether the engine answered; if it did not, only the client is known.</summary>
    public required bool HasAnswered { get; init; }

    /// <summary>The name of the host that the engine runs on; null if it reported none.</summary>
    public string? HostName { get; init; }

    /// <summary>Whether it reported that it runs elsewhere.</summary>
    public bool IsRemote { get; init; }

    /// <summary>The directories of its images, on its own host; empty if it reported none.</summary>
    public IReadOnlyList<string> ImageDirectories { get; init; } = [];

    /// <summary>The operating system of its containers, such as "linux"; null if it reported none.</summary>
    public string? ContainerSystem { get; init; }

    /// <summary>The processor of its containers, as images name it, such as "amd64"; null if it reported none.</summary>
    public string? Architecture { get; init; }

    /// <summary>The name of its host's operating system; null if it reported none.</summary>
    public string? HostSystem { get; init; }

    /// <summary>The time by its clock when it was asked; null if it reported none.</summary>
    public DateTimeOffset? SystemTime { get; init; }

    /// <summary>The times at which this machine asked it and received the answer.</summary>
    public (DateTimeOffset Begun, DateTimeOffset Ended)? Asked { get; init; }

    /// <summary>The proxy that it pulls through, as it reported it; null if it has none.</summary>
    public string? HttpsProxy { get; init; }

    /// <summary>The hosts that it reaches without that proxy; null if there are none.</summary>
    public string? NoProxy { get; init; }

    /// <summary>The registries that it asks in place of Docker Hub.</summary>
    public IReadOnlyList<string> HubMirrors { get; init; } = [];

    /// <summary>The registries whose certificate it does not verify.</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>The networks in which it verifies no registry's certificate.</summary>
    public IReadOnlyList<IPNetwork> InsecureNetworks { get; init; } = [];

    /// <summary>The settings that Podman has for single registries.</summary>
    public IReadOnlyList<PodmanRegistry> Registries { get; init; } = [];

    /// <summary>Whether the engine runs on this machine: it has this machine's name. One in a virtual machine or another container has its own.</summary>
    public bool IsHere => HasAnswered && !IsRemote && FirstLabel(HostName) is { } name && name.Equals(FirstLabel(Environment.MachineName), StringComparison.OrdinalIgnoreCase);

    private static string? FirstLabel(string? name) => string.IsNullOrEmpty(name) ? null : name.Split('.')[0];
}

/// <summary>The settings that Podman has for the registries of a prefix.</summary>
/// <param name="Prefix">A host, with its port and a part of a repository's path if any; or *. and a domain.</param>
/// <param name="IsBlocked">Whether it pulls nothing from there.</param>
/// <param name="IsInsecure">Whether it accepts plain HTTP and any certificate.</param>
/// <param name="Mirrors">The mirrors that it asks first.</param>
internal sealed record PodmanRegistry(string Prefix, bool IsBlocked, bool IsInsecure, IReadOnlyList<string> Mirrors)
{
    /// <summary>Whether it applies to a registry as a whole: not to a single repository, nor to another host.</summary>
    public bool IsAbout(string authority) => Prefix.StartsWith("*.", StringComparison.Ordinal)
        ? authority.Split(':')[0].EndsWith(Prefix[1..], StringComparison.OrdinalIgnoreCase)
        : Prefix.Equals(authority, StringComparison.OrdinalIgnoreCase);
}
