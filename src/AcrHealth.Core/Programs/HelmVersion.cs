using System.Diagnostics.CodeAnalysis;

namespace AcrHealth.Programs;

/// <summary>Helm's version in the output of <c>helm version --short</c>: "Client: v2.17.0+ga690bad" until version 2, "v3.14.2+gc309b6f" since.</summary>
internal static class HelmVersion
{
    private const int MaximumText = 4096;
    private const string Client = "Client: ";

    /// <summary>Finds the version on a line of that shape, or else the first in the text: the output of a wrapper may contain versions of its own.</summary>
    public static bool TryFind(string output, [NotNullWhen(true)] out Version? version)
    {
        foreach (string line in output[..Math.Min(output.Length, MaximumText)].Split('\n', StringSplitOptions.TrimEntries))
        {
            string text = line.StartsWith(Client, StringComparison.Ordinal) ? line[Client.Length..] : line;
            if (text is ['v', >= '0' and <= '9', ..] && ToolVersion.TryFind(text.Split(' ')[0], out version))
            {
                return true;
            }
        }

        return ToolVersion.TryFind(output, out version);
    }
}
