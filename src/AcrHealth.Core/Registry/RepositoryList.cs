using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Reads a catalog of repositories (distribution specification).</summary>
internal static class RepositoryList
{
    private const int MaximumRepositories = 3;

    /// <summary>The first repositories, by names that are valid; empty if the body lists none.</summary>
    public static IReadOnlyList<string> Read(string body) =>
        TolerantJson.Read<string[]>(body, root => [.. TolerantJson.Texts(root, "repositories").Where(RepositoryName.IsValid).Take(MaximumRepositories)]) ?? [];
}
