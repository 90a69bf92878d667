using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>A host from which containerd pulls a registry's images.</summary>
public sealed class ContainerdHostDetail
{
    /// <summary>Its URL.</summary>
    public required string Url { get; init; }

    /// <summary>Whether it is the registry itself.</summary>
    public bool IsRegistry { get; init; }

    /// <summary>The operations that it is used for: pull, resolve, push.</summary>
    public IReadOnlyList<string> Capabilities { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The files of the certificate authorities that are trusted for it.</summary>
    public IReadOnlyList<string> AuthorityFiles { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The files of its client certificates and keys.</summary>
    public IReadOnlyList<string> ClientFiles { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Whether its certificate is not verified.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>Whether its URL replaces the path of the registry's API.</summary>
    public bool OverridesPath { get; init; }

    /// <summary>The names of additional headers.</summary>
    public IReadOnlyList<string> Headers { get; init => field = Indexable.Of(value); } = [];

    /// <inheritdoc/>
    public override string ToString() => Url;
}
