namespace AcrHealth.Nodes;

/// <summary>A host from which containerd requests a registry's images.</summary>
/// <param name="Url">Its URL, as it is configured.</param>
/// <param name="IsRegistry">Whether it is the registry itself, and not a mirror.</param>
internal sealed record ContainerdHost(Uri Url, bool IsRegistry)
{
    public static readonly IReadOnlyList<string> AllCapabilities = ["pull", "resolve", "push"];

    /// <summary>The operations that it is used for.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = AllCapabilities;

    /// <summary>The files of the authorities that are trusted for it.</summary>
    public IReadOnlyList<string> AuthorityFiles { get; init; } = [];

    /// <summary>The files of the client certificates and keys that it gets.</summary>
    public IReadOnlyList<string> ClientFiles { get; init; } = [];

    /// <summary>Whether its certificate is not verified.</summary>
    public bool SkipsVerification { get; init; }

    /// <summary>Whether its URL replaces the path of the registry's API.</summary>
    public bool OverridesPath { get; init; }

    /// <summary>The names of the headers that it gets in addition to the usual ones.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Whether an image can be pulled from it: its tag is resolved, or its content fetched.</summary>
    public bool CanResolve => Capabilities.Contains("resolve");

    /// <summary>Whether content can be fetched from it.</summary>
    public bool CanPull => Capabilities.Contains("pull");
}
