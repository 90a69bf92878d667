namespace AcrHealth.Packaging.Manifest;

/// <summary>One version as it is released.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Notes">Its section of the changelog, in Markdown.</param>
/// <param name="Links">The addresses of its web pages; null while the project has no public place.</param>
internal sealed record Release(PackageVersion Version, string Notes, ProjectLinks? Links);
