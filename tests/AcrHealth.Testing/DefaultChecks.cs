namespace AcrHealth.Testing;

/// <summary>The checks that give a result when nothing but a registry is named, in the catalog's order.</summary>
public static class DefaultChecks
{
    /// <summary>Those that come before an image is looked at: all there are if no image can be sampled.</summary>
    public static IReadOnlyList<string> UpToTheApi { get; } =
        ["LoginServer", "Dns", "Tls", "Challenge", "ClockSkew", "EntraLogin", "Credential", "RefreshToken", "AccessToken", "RegistryApi"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> OfARegistry { get; } = [.. UpToTheApi, "DataEndpoint"];
}
