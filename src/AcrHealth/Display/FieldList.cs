namespace AcrHealth.Display;

/// <summary>Lays out named texts: the names in a column, or each above its text if the screen is too narrow for a code beside them.</summary>
internal static class FieldList
{
    private const string Separator = " : ";
    private const string Indent = "  ";
    private const int NarrowestText = 36;

    public static string Of(IReadOnlyList<(string Name, string Text)> fields, int width)
    {
        int nameWidth = fields.Max(field => field.Name.Length);
        int textWidth = width - nameWidth - Separator.Length;
        IEnumerable<(string Name, string Text)> shown = fields.Where(field => field.Text.Length > 0);
        return string.Join('\n', textWidth < NarrowestText
            ? shown.SelectMany(field => Stacked(field.Name, field.Text, width))
            : shown.SelectMany(field => Beside(field.Name, field.Text, nameWidth, textWidth)));
    }

    private static IEnumerable<string> Stacked(string name, string text, int width) =>
        [TextStyle.Bold(name), .. TextStyle.Commands(TextWrap.Lines(text, width - Indent.Length)).Select(line => Indent + line)];

    private static IEnumerable<string> Beside(string name, string text, int nameWidth, int textWidth)
    {
        string before = TextStyle.Bold(name.PadRight(nameWidth)) + Separator;
        foreach (string line in TextStyle.Commands(TextWrap.Lines(text, textWidth)))
        {
            yield return before + line;
            before = new(' ', nameWidth + Separator.Length);
        }
    }
}
