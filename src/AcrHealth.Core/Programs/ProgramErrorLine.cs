using AcrHealth.Text;

namespace AcrHealth.Programs;

/// <summary>Finds, in the output of a failed program, the line that says why it failed.</summary>
internal static class ProgramErrorLine
{
    // Clients, their engines and logrus, which most of them use for logging, begin a line about an error with these.
    private static readonly string[] ErrorMarks = ["error", "fatal", "panic:", "fata["];
    private static readonly string[] LogMarks = ["level=fatal", "level=error"];

    // After these, cobra, docker and coreutils no longer describe the error but the correct usage.
    private static readonly string[] UsageMarks = ["usage:", "see '", "run '", "try '", "for more help"];

    /// <summary>The reason of the failure from standard error: its last error, or the last line before its usage.</summary>
    public static string InError(string error) => UntrustedText.CleanEnd(WholeInError(error));

    /// <summary>The same line as the program printed it: in full, and not fit to be shown.</summary>
    public static string WholeInError(string error)
    {
        string[] lines = Lines(error);
        int mark = Array.FindLastIndex(lines, IsError);
        if (mark >= 0)
        {
            // Podman lists its attempts on indented lines below.
            int end = Array.FindIndex(lines, mark + 1, line => !char.IsWhiteSpace(line[0]));
            return string.Join(' ', lines[mark..(end < 0 ? lines.Length : end)]);
        }

        int usage = Array.FindIndex(lines, line => StartsWith(line, UsageMarks));
        return (usage > 0 ? lines[..usage] : lines).LastOrDefault() ?? string.Empty;
    }

    /// <summary>The reason from standard output, if there is no other: an error, or else the first line; the rest is banners and licenses.</summary>
    public static string InOutput(string output)
    {
        string[] lines = Lines(output);
        return UntrustedText.Clean(Array.FindLast(lines, IsError) ?? lines.FirstOrDefault());
    }

    /// <summary>The last line of standard output, which shows the program's progress.</summary>
    public static string LastOf(string output) => UntrustedText.CleanEnd(Lines(output).LastOrDefault());

    private static string[] Lines(string text) =>
        [.. text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(line => UntrustedText.Strip(line, 1).Length > 0)];

    // In colored output, the color code precedes the first word.
    private static bool IsError(string line) =>
        StartsWith(line, ErrorMarks) || Array.Exists(LogMarks, mark => line.Contains(mark, StringComparison.Ordinal));

    private static bool StartsWith(string line, string[] marks)
    {
        string start = UntrustedText.Strip(line, 20);
        return Array.Exists(marks, mark => start.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }
}
