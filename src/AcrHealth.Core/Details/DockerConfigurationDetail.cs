using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The settings of this machine's container engine that affect a registry.</summary>
public sealed class DockerConfigurationDetail
{
    /// <summary>
    /// The proxy through which the engine pulls from the registry, without credentials; null if it connects directly, or as the session does.
    /// </summary>
    public string? EngineProxy { get; init; }

    /// <summary>The proxy that this session uses, without credentials; null if it connects directly.</summary>
    public string? SessionProxy { get; init; }

    /// <summary>The mirrors that the engine uses instead of the registry.</summary>
    public IReadOnlyList<string> Mirrors { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Whether the engine skips verification of the registry's certificate.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>Whether the engine's settings block pulls from the registry.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The certificates and keys that the engine has for the registry, by their paths.</summary>
    public IReadOnlyList<string> CertificateFiles { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => string.Join(
        ", ",
        new[] { EngineProxy, IsInsecure ? nameof(IsInsecure) : null, IsBlocked ? nameof(IsBlocked) : null }.OfType<string>().Concat(Mirrors).Concat(CertificateFiles));
}
