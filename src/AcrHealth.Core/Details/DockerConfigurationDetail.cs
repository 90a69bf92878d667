using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What the container engine of this machine is set to that touches a registry.</summary>
public sealed class DockerConfigurationDetail
{
    /// <summary>The proxy that the engine pulls from the registry through, without credentials; null where it goes directly, or as the session does.</summary>
    public string? EngineProxy { get; init; }

    /// <summary>The proxy that this session goes through, without credentials; null where it goes directly.</summary>
    public string? SessionProxy { get; init; }

    /// <summary>What the engine asks in the registry's place.</summary>
    public IReadOnlyList<string> Mirrors { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Whether the engine verifies no certificate of the registry's.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>Whether the engine pulls nothing from the registry.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The certificates and keys that the engine has for the registry, by their paths.</summary>
    public IReadOnlyList<string> CertificateFiles { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        ", ",
        new[] { EngineProxy, IsInsecure ? nameof(IsInsecure) : null, IsBlocked ? nameof(IsBlocked) : null }.OfType<string>().Concat(Mirrors).Concat(CertificateFiles));
}
