namespace AcrHealth.Reports;

/// <summary>Splits a remedy into words and commands, which are between back quotes.</summary>
internal static class RemedyParts
{
    private const char Quote = '`';

    /// <summary>Returns words and commands in order, without the quotes; if a quote is unmatched, the whole remedy is words.</summary>
    public static IEnumerable<(string Text, bool IsCommand)> Of(string remedy)
    {
        string[] parts = remedy.Split(Quote);
        return parts.Length % 2 == 0 ? [(remedy, false)] : parts.Select((part, index) => (part, index % 2 == 1)).Where(part => part.part.Length > 0);
    }
}
