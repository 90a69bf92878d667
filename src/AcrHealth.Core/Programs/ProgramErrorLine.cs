using AcrHealth.Text;

namespace AcrHealth.Programs;

/// <summary>Finds, in all that a failed program said, the line that says why.</summary>
internal static class ProgramErrorLine
{
    // How the clients, their engines and logrus, which most of them log through, begin a line about what went wrong.
    private static readonly string[] ErrorMarks = ["error", "fatal", "panic:", "fata["];
    private static readonly string[] LogMarks = ["level=fatal", "level=error"];

    // Where cobra, docker and coreutils go over from what was wrong to how it should have been.
    private static readonly string[] UsageMarks = ["usage:", "see '", "run '", "try '", "for more help"];

    /// <summary>Why it failed, as it told standard error: its last error, or the last thing it said before its usage.</summary>
    public static string InError(string error) => UntrustedText.CleanEnd(WholeInError(error));

    /// <summary>The same as the program printed it: in full, and not fit to be shown.</summary>
    public static string WholeInError(string error)
    {
        string[] lines = Lines(error);
        int mark = Array.FindLastIndex(lines, IsError);
        if (mark >= 0)
        {
            // Podman lists what it tried on indented lines below.
            int end = Array.FindIndex(lines, mark + 1, line => !char.IsWhiteSpace(line[0]));
            return string.Join(' ', lines[mark..(end < 0 ? lines.Length : end)]);
        }

        int usage = Array.FindIndex(lines, line => StartsWith(line, UsageMarks));
        return (usage > 0 ? lines[..usage] : lines).LastOrDefault() ?? string.Empty;
    }

    /// <summary>What it told standard output, if it has nothing else: an error, or else how it began; the rest is banners and licenses.</summary>
    public static string InOutput(string output)
    {
        string[] lines = Lines(output);
        return UntrustedText.Clean(Array.FindLast(lines, IsError) ?? lines.FirstOrDefault());
    }

    /// <summary>How far it came, by what it told standard output.</summary>
    public static string LastOf(string output) => UntrustedText.CleanEnd(Lines(output).LastOrDefault());

    private static string[] Lines(string text) =>
        [.. text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(line => UntrustedText.Strip(line, 1).Length > 0)];

    // Where it is colored, the color comes before the first word.
    private static bool IsError(string line) =>
        StartsWith(line, ErrorMarks) || Array.Exists(LogMarks, mark => line.Contains(mark, StringComparison.Ordinal));

    private static bool StartsWith(string line, string[] marks)
    {
        string start = UntrustedText.Strip(line, 20);
        return Array.Exists(marks, mark => start.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }
}
