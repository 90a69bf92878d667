namespace AcrHealth.Reference;

/// <summary>An error code, with what is true of it in every language.</summary>
/// <param name="Name">The code, as results have it. Never translated.</param>
/// <param name="Category">Whether the code is about this machine or about a registry.</param>
/// <param name="Origin">Where the code comes from.</param>
/// <param name="Lifecycle">Whether the code is still given.</param>
/// <param name="Page">The page about it; null for the section of Microsoft's reference that has its name.</param>
internal sealed record ErrorCode(string Name, CheckCategory Category, ErrorOrigin Origin, ErrorLifecycle Lifecycle, string? Page)
{
    /// <summary>Microsoft's reference of the codes.</summary>
    public const string LearnPage = "https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference";

    /// <summary>The page that documents the code, or what it is about.</summary>
    public Uri HelpUri => new(Page ?? $"{LearnPage}#{Name.ToLowerInvariant()}");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
