namespace AcrHealth.Reports;

/// <summary>The parts of a remedy, whose commands stand between back quotes.</summary>
internal static class RemedyParts
{
    private const char Quote = '`';

    /// <summary>Words and commands as they come, without the quotes; all of it words where a quote is without its other.</summary>
    public static IEnumerable<(string Text, bool IsCommand)> Of(string remedy)
    {
        string[] parts = remedy.Split(Quote);
        return parts.Length % 2 == 0 ? [(remedy, false)] : parts.Select((part, index) => (part, index % 2 == 1)).Where(part => part.part.Length > 0);
    }
}
