using System.Text;
using AcrHealth.Files;
using AcrHealth.Identity;

namespace AcrHealth.Commands;

/// <summary>Reads the pull secret of -PullSecret: the JSON itself, or the file that contains it.</summary>
internal static class PullSecretFile
{
    /// <summary>Whether it is the secret itself rather than the path of a file.</summary>
    public static bool IsContent(string text) => text.AsSpan().TrimStart().StartsWith("{");

    /// <param name="text">The value of -PullSecret.</param>
    /// <param name="resolve">Returns the full path of one that is relative to the session's location.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SignInMethod.PullSecret Read(string text, Func<string, string> resolve)
    {
        if (IsContent(text))
        {
            return new(text, "-PullSecret");
        }

        string path = resolve(text);
        return new(Encoding.UTF8.GetString(BoundedFile.ReadAllBytes(path)), path);
    }
}
