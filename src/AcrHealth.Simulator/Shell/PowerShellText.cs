using System.Text;

namespace AcrHealth.Simulator.Shell;

/// <summary>Writes values as PowerShell reads them.</summary>
internal static class PowerShellText
{
    // PowerShell takes typographic quotation marks for the plain one.
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";

    /// <summary>A string that PowerShell takes literally.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char character in text)
        {
            quoted.Append(SingleQuotes.Contains(character, StringComparison.Ordinal) ? new string(character, 2) : character.ToString());
        }

        return quoted.Append('\'').ToString();
    }
}
