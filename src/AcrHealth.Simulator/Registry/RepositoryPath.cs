using System.Text.RegularExpressions;

namespace AcrHealth.Simulator.Registry;

/// <summary>The path of something in a repository: <c>/v2/{repository}/{kind}/{reference}</c>. Repositories' names may have slashes.</summary>
internal sealed partial record RepositoryPath(string Repository, string Kind, string Reference)
{
    public const string Tags = "tags";
    public const string Manifests = "manifests";
    public const string Blobs = "blobs";

    /// <summary>Blobs on their way; the reference is that of the upload, and empty before there is one.</summary>
    public const string Uploads = "blobs/uploads";

    public static RepositoryPath? Parse(string path)
    {
        Match match = Pattern().Match(path);
        return !match.Success ? null
            : match.Groups[2].Success ? new RepositoryPath(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)
            : new RepositoryPath(match.Groups[1].Value, match.Groups[4].Value, match.Groups[5].Value);
    }

    [GeneratedRegex(@"\A/v2/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)/(?:(blobs/uploads)/([^/]*)|(tags|manifests|blobs)/([^/]+))\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
