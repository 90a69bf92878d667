namespace AcrHealth.Display;

/// <summary>Shows a status by a sign, a word and a color, so that none of them is needed alone.</summary>
internal static class StatusMark
{
    public const string Passed = "\u2713";
    public const string Failed = "\u2717";
    public const string Warning = "!";
    public const string Skipped = "-";

    /// <summary>The number of columns that the sign and the longest word take.</summary>
    public const int Width = 9;

    public static string SignOf(CheckStatus status) => status switch
    {
        CheckStatus.Passed => Passed,
        CheckStatus.Failed => Failed,
        CheckStatus.Warning => Warning,
        _ => Skipped,
    };

    public static string Paint(CheckStatus status, string text) => status switch
    {
        CheckStatus.Passed => TextStyle.Green(text),
        CheckStatus.Failed => TextStyle.Red(text),
        CheckStatus.Warning => TextStyle.Yellow(text),
        _ => TextStyle.Gray(text),
    };
}
