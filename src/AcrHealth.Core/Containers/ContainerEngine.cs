using System.Net;

namespace AcrHealth.Containers;

/// <summary>What a container client told of itself and of the engine behind it.</summary>
internal sealed record ContainerEngine
{
    /// <summary>Whether it is Podman, which keeps its settings elsewhere and has no daemon with settings of its own.</summary>
    public required bool IsPodman { get; init; }

    /// <summary>Whether the engine answered; where it did not, nothing but the client is known.</summary>
    public required bool HasAnswered { get; init; }

    /// <summary>The name of the host that the engine runs on; null where it told none.</summary>
    public string? HostName { get; init; }

    /// <summary>Whether it told that it runs elsewhere.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Where it keeps images, on its own host; empty where it told nothing.</summary>
    public IReadOnlyList<string> ImageDirectories { get; init; } = [];

    /// <summary>The operating system of its containers, such as "linux"; null where it told none.</summary>
    public string? ContainerSystem { get; init; }

    /// <summary>The processor of its containers, as images name it, such as "amd64"; null where it told none.</summary>
    public string? Architecture { get; init; }

    /// <summary>The name of its host's operating system; null where it told none.</summary>
    public string? HostSystem { get; init; }

    /// <summary>The time by its clock when it was asked; null if it told none.</summary>
    public DateTimeOffset? SystemTime { get; init; }

    /// <summary>When this machine began to ask it, and when it had the answer.</summary>
    public (DateTimeOffset Begun, DateTimeOffset Ended)? Asked { get; init; }

    /// <summary>The proxy that it pulls through, as it told it; null where it has none.</summary>
    public string? HttpsProxy { get; init; }

    /// <summary>The hosts that it reaches without that proxy; null where it excepts none.</summary>
    public string? NoProxy { get; init; }

    /// <summary>The registries that it asks in place of Docker Hub.</summary>
    public IReadOnlyList<string> HubMirrors { get; init; } = [];

    /// <summary>The registries whose certificate it does not verify.</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>The networks in which it verifies no registry's certificate.</summary>
    public IReadOnlyList<IPNetwork> InsecureNetworks { get; init; } = [];

    /// <summary>What Podman has set for single registries.</summary>
    public IReadOnlyList<PodmanRegistry> Registries { get; init; } = [];

    /// <summary>Whether the engine runs on this machine: it has this machine's name. One in a virtual machine or another container has its own.</summary>
    public bool IsHere => HasAnswered && !IsRemote && FirstLabel(HostName) is { } name && name.Equals(FirstLabel(Environment.MachineName), StringComparison.OrdinalIgnoreCase);

    private static string? FirstLabel(string? name) => string.IsNullOrEmpty(name) ? null : name.Split('.')[0];
}

/// <summary>What Podman has set for the registries of a prefix.</summary>
/// <param name="Prefix">A host, with its port and a part of a repository's path if any; or *. and a domain.</param>
/// <param name="IsBlocked">Whether it pulls nothing from there.</param>
/// <param name="IsInsecure">Whether it takes plain HTTP and any certificate.</param>
/// <param name="Mirrors">What it asks before.</param>
internal sealed record PodmanRegistry(string Prefix, bool IsBlocked, bool IsInsecure, IReadOnlyList<string> Mirrors)
{
    /// <summary>Whether it is about a registry as a whole: not of a single repository, nor another host's.</summary>
    public bool IsAbout(string authority) => Prefix.StartsWith("*.", StringComparison.Ordinal)
        ? authority.Split(':')[0].EndsWith(Prefix[1..], StringComparison.OrdinalIgnoreCase)
        : Prefix.Equals(authority, StringComparison.OrdinalIgnoreCase);
}
