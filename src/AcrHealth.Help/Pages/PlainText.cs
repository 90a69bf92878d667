using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AcrHealth.Help.Pages;

/// <summary>Markdown without its marks: what a reader sees of it in a terminal.</summary>
internal static class PlainText
{
    public static string Of(LeafBlock block)
    {
        var text = new StringBuilder();
        Append(text, block.Inline);
        return text.ToString().Trim();
    }

    /// <summary>The paragraphs of some blocks; each item of a list is one.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case ParagraphBlock paragraph:
                    yield return Of(paragraph);
                    break;
                case ListBlock list:
                    foreach (string item in list.Cast<ListItemBlock>().SelectMany(Paragraphs))
                    {
                        yield return "- " + item;
                    }

                    break;
            }
        }
    }

    private static void Append(StringBuilder text, ContainerInline? container)
    {
        foreach (Inline inline in container ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
                default:
                    throw new NotSupportedException($"{inline.GetType().Name} in help");
            }
        }
    }
}
