namespace AcrHealth.Containers;

/// <summary>What the search for a registry's stored login found.</summary>
/// <param name="Path">The configuration that decided; null where there is none.</param>
/// <param name="HelperName">The credential helper that the configuration names for the registry; null where logins are in the file.</param>
/// <param name="Login">The login; null where there is none.</param>
/// <param name="Problem">Why the configuration cannot be read; null where it can.</param>
/// <param name="IsShadowed">Whether the file has a login of its own, which is not used because of the helper.</param>
internal sealed record LoginLookup(string? Path, string? HelperName, StoredLogin? Login, string? Problem, bool IsShadowed)
{
    /// <summary>What the helper answered; null where none was asked.</summary>
    public HelperAnswer? Helper { get; init; }
}
