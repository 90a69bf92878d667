namespace AcrHealth.Display;

/// <summary>Colors text by escape sequences. The formatter removes them for hosts and preferences without color.</summary>
internal static class TextStyle
{
    private const string Reset = "\u001b[0m";
    private const char CommandMark = '`';

    public static string Bold(string text) => Paint("1", text);

    public static string Green(string text) => Paint("32", text);

    public static string Red(string text) => Paint("91", text);

    public static string Yellow(string text) => Paint("33", text);

    public static string Gray(string text) => Paint("90", text);

    /// <summary>Colors the commands between backquotes in the lines of one text, even if a command continues on the next line.</summary>
    public static IEnumerable<string> Commands(IEnumerable<string> lines)
    {
        bool inCommand = false;
        foreach (string line in lines)
        {
            string[] parts = line.Split(CommandMark);
            for (int i = 0; i < parts.Length; i++)
            {
                bool isCommand = inCommand ^ (i % 2 == 1);
                parts[i] = isCommand && parts[i].Length > 0 ? Cyan(parts[i]) : parts[i];
            }

            inCommand ^= parts.Length % 2 == 0;
            yield return string.Join(CommandMark, parts);
        }
    }

    private static string Cyan(string text) => Paint("36", text);

    private static string Paint(string color, string text) => $"\u001b[{color}m{text}{Reset}";
}
