using System.Diagnostics.CodeAnalysis;

namespace AcrHealth.Programs;

/// <summary>
/// The line in which docker, and every client that replaces it, reports its version: its name in one word, "version", the number; ctr has the name
/// of its package in the middle. A program that reports a version in another way is not a client; the name may be any, because clients may be unknown here.
/// </summary>
internal static class ClientVersion
{
    private const int MaximumText = 4096;

    /// <summary>Finds the first such line; a wrapper may print something before it.</summary>
    public static bool TryFind(string output, [NotNullWhen(true)] out string? line, [NotNullWhen(true)] out Version? version)
    {
        foreach (string candidate in output[..Math.Min(output.Length, MaximumText)].Split('\n', StringSplitOptions.TrimEntries))
        {
            string[] words = candidate.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            if (words is [var first, var second, var rest] && (second.Equals("version", StringComparison.OrdinalIgnoreCase) || first == "ctr")
                && ToolVersion.TryFind(rest.Split([' ', ','])[0], out version))
            {
                line = candidate;
                return true;
            }
        }

        (line, version) = (null, null);
        return false;
    }
}
