using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Reads a list of tags (distribution specification).</summary>
internal static class TagList
{
    private const int MaximumTags = 5;
    private const int MaximumTagLength = 128;

    /// <summary>The first tags; none if the body lists none.</summary>
    public static IReadOnlyList<string> Read(string body) => Read(body, MaximumTags);

    /// <summary>All tags; none if the body lists none.</summary>
    public static IReadOnlyList<string> ReadAll(string body) => Read(body, int.MaxValue);

    private static string[] Read(string body, int maximum) =>
        TolerantJson.Read<string[]>(body, root => [.. TolerantJson.Texts(root, "tags").Take(maximum).Select(tag => UntrustedText.Clean(tag, MaximumTagLength))]) ?? [];
}
