using System.Globalization;
using AcrHealth.Help.Pages;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace AcrHealth.Help.Output;

/// <summary>A topic as the engine shows it: text for a terminal of 80 columns. The engine takes the fifth line for the topic's synopsis.</summary>
internal static class TopicText
{
    private const int Indent = 4;
    private const int CodeIndent = 8;

    public static string Of(MarkdownFile topic)
    {
        if (topic.Document.ElementAtOrDefault(1) is not ParagraphBlock synopsis)
        {
            throw topic.Wrong(topic.Document, "After the title of a topic comes one paragraph that says what it is about.");
        }

        string[] lines =
        [
            "TOPIC",
            new string(' ', Indent) + topic.Title,
            string.Empty,
            "SHORT DESCRIPTION",
            new string(' ', Indent) + PlainText.Of(synopsis),
            string.Empty,
            "LONG DESCRIPTION",
            .. Blocks(topic, topic.Document.Skip(2), Indent),
        ];
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Blocks(MarkdownFile topic, IEnumerable<Block> blocks, int indent)
    {
        foreach (Block block in blocks)
        {
            foreach (string line in Lines(topic, block, indent))
            {
                yield return line;
            }

            if (block is not HeadingBlock)
            {
                yield return string.Empty;
            }
        }
    }

    private static IEnumerable<string> Lines(MarkdownFile topic, Block block, int indent) => block switch
    {
        HeadingBlock { Level: 2 } heading => [PlainText.Of(heading).ToUpperInvariant()],
        HeadingBlock heading => [new string(' ', Indent / 2) + PlainText.Of(heading)],
        ParagraphBlock paragraph => WrappedText.Lines(PlainText.Of(paragraph), indent),
        ListBlock list => list.Cast<ListItemBlock>().SelectMany((item, index) => Item(topic, list, item, index, indent)),
        CodeBlock code => code.Lines.ToString().Split('\n').Select(line => (new string(' ', indent - Indent + CodeIndent) + line).TrimEnd()),
        Table table => TableText.Lines(table, indent),
        LinkReferenceDefinitionGroup => [],
        _ => throw topic.Wrong(block, $"A topic cannot show a {block.GetType().Name}."),
    };

    private static IEnumerable<string> Item(MarkdownFile topic, ListBlock list, ListItemBlock item, int index, int indent)
    {
        string mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : "- ";
        string[] lines = [.. item.SelectMany(block => Lines(topic, block, indent + mark.Length))];
        return [new string(' ', indent) + mark + lines[0].TrimStart(), .. lines[1..]];
    }
}
