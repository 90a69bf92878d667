namespace AcrHealth.Reference;

/// <summary>An error code, with its properties that do not depend on the language.</summary>
/// <param name="Name">The code, as results contain it. Never translated.</param>
/// <param name="Category">Whether the code is about this machine or about a registry.</param>
/// <param name="Origin">The origin of the code.</param>
/// <param name="Lifecycle">Whether the code is still in use.</param>
/// <param name="Page">The page about it; null for the section of that name in Microsoft's reference.</param>
internal sealed record ErrorCode(string Name, CheckCategory Category, ErrorOrigin Origin, ErrorLifecycle Lifecycle, string? Page)
{
    /// <summary>The URL of Microsoft's reference of the codes.</summary>
    public const string LearnPage = "https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference";

    /// <summary>The page that documents the code or its subject.</summary>
    public Uri HelpUri => new(Page ?? $"{LearnPage}#{Name.ToLowerInvariant()}");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
