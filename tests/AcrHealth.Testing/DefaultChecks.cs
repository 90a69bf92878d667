namespace AcrHealth.Testing;

/// <summary>The checks that give a result when nothing but a registry is named, in the catalogue's order.</summary>
public static class DefaultChecks
{
    public static IReadOnlyList<string> OfARegistry { get; } =
        ["LoginServer", "Dns", "Tls", "Challenge", "ClockSkew", "EntraLogin", "Credential", "RefreshToken", "AccessToken", "RegistryApi"];
}
