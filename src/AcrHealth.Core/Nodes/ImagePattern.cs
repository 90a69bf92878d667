using System.Text.RegularExpressions;

namespace AcrHealth.Nodes;

/// <summary>Matches images as the kubelet does: a glob for each part of the domain, the same port, and the beginning of the path.</summary>
internal static class ImagePattern
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    /// <summary>Whether a pattern, such as <c>*.azurecr.io</c> or <c>contoso.azurecr.io/web</c>, covers an image without its tag.</summary>
    public static bool Matches(string pattern, string image)
    {
        (string host, string port, string path) = Split(pattern);
        (string imageHost, string imagePort, string imagePath) = Split(image);
        string[] globs = host.Split('.');
        string[] parts = imageHost.Split('.');
        return port == imagePort && globs.Length == parts.Length && imagePath.StartsWith(path, StringComparison.Ordinal)
            && globs.Zip(parts).All(pair => IsMatch(pair.First, pair.Second));
    }

    /// <summary>The keys of a configuration of logins that cover an image, in the order in which the kubelet tries them: the most specific first.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> keys, string image) =>
        keys.Select(key => (Key: key, Place: Place(key))).OrderByDescending(entry => entry.Place, StringComparer.Ordinal)
            .Where(entry => Matches(entry.Place, image)).Select(entry => entry.Key);

    // The kubelet ignores the scheme of a key, and the paths with which docker stores its own registry.
    private static string Place(string key)
    {
        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        string place = scheme < 0 ? key : key[(scheme + 3)..];
        int slash = place.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return place;
        }

        string path = place[slash..];
        path = path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/v2/", StringComparison.Ordinal) ? path[3..] : path;
        return path == "/" ? place[..slash] : place[..slash] + path;
    }

    private static (string Host, string Port, string Path) Split(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? text : text[..slash];
        int colon = authority.LastIndexOf(':');
        return (colon < 0 ? authority : authority[..colon], colon < 0 ? string.Empty : authority[(colon + 1)..], slash < 0 ? string.Empty : text[slash..]);
    }

    // The syntax of Go's path.Match: *, ?, a class in brackets, and a backslash before a literal character.
    private static bool IsMatch(string glob, string text)
    {
        var pattern = new System.Text.StringBuilder(@"\A");
        for (int i = 0; i < glob.Length; i++)
        {
            char c = glob[i];
            int end = c == '[' ? glob.IndexOf(']', i + 1) : -1;
            if (end > i + 1)
            {
                pattern.Append('[').Append(glob[(i + 1)..end].Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal)).Append(']');
                i = end;
            }
            else
            {
                i += c == '\\' && i + 1 < glob.Length ? 1 : 0;
                pattern.Append(c == '*' ? ".*" : c == '?' ? "." : Regex.Escape(glob[i].ToString()));
            }
        }

        try
        {
            return Regex.IsMatch(text, pattern.Append(@"\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, MatchTime);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // Go's matcher rejects a malformed pattern, too, and the kubelet then tries the next.
            return false;
        }
    }
}
