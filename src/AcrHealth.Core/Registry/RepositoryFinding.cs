namespace AcrHealth.Registry;

/// <summary>What is known of an image before its manifest is read.</summary>
/// <param name="Access">How to ask for more.</param>
/// <param name="IsThere">Whether the registry has the manifest.</param>
/// <param name="Tags">The first tags of the repository, where the manifest is missing and they could be listed; null where not.</param>
internal sealed record RepositoryFinding(RegistryAccess Access, bool IsThere, IReadOnlyList<string>? Tags);
