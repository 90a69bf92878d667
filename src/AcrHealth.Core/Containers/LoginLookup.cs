namespace AcrHealth.Containers;

/// <summary>The result of the search for a registry's stored login.</summary>
/// <param name="Path">The configuration that decided; null if there is none.</param>
/// <param name="HelperName">The credential helper that the configuration names for the registry; null if logins are in the file.</param>
/// <param name="Login">The login; null if there is none.</param>
/// <param name="Problem">Why the configuration cannot be read; null if it can.</param>
/// <param name="IsShadowed">Whether the file has a login of its own, which is not used because of the helper.</param>
internal sealed record LoginLookup(string? Path, string? HelperName, StoredLogin? Login, ConfigurationProblem? Problem, bool IsShadowed)
{
    /// <summary>The helper's result; null if none was asked.</summary>
    public HelperResult? Helper { get; init; }

    /// <summary>Whether the helper is for this registry alone, rather than for all.</summary>
    public bool IsOwnHelper { get; init; }

    /// <summary>A name of the same registry under which there is a login that the client does not use; null if there is none.</summary>
    public string? OtherName { get; init; }
}
