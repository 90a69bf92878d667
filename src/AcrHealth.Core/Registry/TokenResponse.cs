using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>Reads the tokens from a token service's response.</summary>
internal static class TokenResponse
{
    /// <summary>The first of the named members that holds a token; null if the body is no JSON object or holds none.</summary>
    public static string? Read(string body, params string[] names) => TolerantJson.Read(
        body, root => names.Select(name => TolerantJson.Text(root, name)).FirstOrDefault(token => token is { Length: > 0 }));
}
