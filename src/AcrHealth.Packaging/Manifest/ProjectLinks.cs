namespace AcrHealth.Packaging.Manifest;

/// <summary>The addresses of a release on the web, in the layout that GitHub gives repositories.</summary>
internal sealed record ProjectLinks(string Project, string License, string Icon, string Help)
{
    /// <summary>The links of a release, whose tag is its version with a v before it; null without a project URL.</summary>
    public static ProjectLinks? Of(string projectUrl, string version)
    {
        if (projectUrl.Length == 0)
        {
            return null;
        }

        if (!Uri.TryCreate(projectUrl, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new PackagingException("ProjectUrl", $"'{projectUrl}' is no https address.");
        }

        string project = projectUrl.TrimEnd('/');
        return new(project, $"{project}/blob/v{version}/LICENSE", $"{project}/raw/v{version}/docs/images/icon.png", $"{project}/releases/download/v{version}/");
    }
}
