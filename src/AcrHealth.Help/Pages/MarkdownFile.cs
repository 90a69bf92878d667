using Markdig;
using Markdig.Syntax;

namespace AcrHealth.Help.Pages;

/// <summary>A Markdown file, parsed as GitHub does it.</summary>
internal sealed class MarkdownFile
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private MarkdownFile(string path, MarkdownDocument document)
    {
        Path = path;
        Document = document;
    }

    public string Path { get; }

    public MarkdownDocument Document { get; }

    /// <summary>The heading that the file begins with; null where it begins with something else.</summary>
    public string? Title => Document.FirstOrDefault() is HeadingBlock { Level: 1 } title ? PlainText.Of(title) : null;

    public static MarkdownFile Read(string path) => new(path, Markdown.Parse(File.ReadAllText(path), Pipeline));

    public PageException Wrong(MarkdownObject at, string message) => new(Path, at.Line + 1, message);

    /// <summary>The blocks between headings of a level, with the heading that they stand under; what stands before the first has none.</summary>
    public static IEnumerable<(HeadingBlock? Heading, IReadOnlyList<Block> Blocks)> Sections(IEnumerable<Block> blocks, int level)
    {
        HeadingBlock? heading = null;
        List<Block> section = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock next && next.Level == level)
            {
                yield return (heading, section);
                (heading, section) = (next, []);
            }
            else
            {
                section.Add(block);
            }
        }

        yield return (heading, section);
    }
}
