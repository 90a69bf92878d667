using AcrHealth.Help.Commands;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AcrHealth.Help.Pages;

/// <summary>Reads the page of a command.</summary>
internal static class CommandPageReader
{
    /// <exception cref="PageException">The page has what no page has, or speaks of a parameter that the command hasn't.</exception>
    public static CommandPage Read(string path, HelpLanguage language, CommandFacts command)
    {
        MarkdownFile file = MarkdownFile.Read(path);
        if (file.Title != command.Name)
        {
            throw new PageException(path, 1, $"The title is not the command's name, {command.Name}.");
        }

        var page = new CommandPage(path, command.Name, string.Empty, [], [], [], [], [], [], []);
        foreach ((HeadingBlock? heading, IReadOnlyList<Block> blocks) in MarkdownFile.Sections(file.Document.Skip(1), level: 2))
        {
            page = heading is null ? page with { Synopsis = string.Join(' ', PlainText.Paragraphs(blocks)) } : Add(page, file, heading, blocks, language.Headings);
        }

        if (page.Parameters.FirstOrDefault(parameter => command.Parameters.All(known => known.Name != parameter.Name)) is { } unknown)
        {
            throw new PageException(path, unknown.Line, $"{command.Name} has no parameter {unknown.Name}.");
        }

        return page;
    }

    private static CommandPage Add(CommandPage page, MarkdownFile file, HeadingBlock heading, IReadOnlyList<Block> blocks, PageHeadings headings)
    {
        string title = PlainText.Of(heading);
        return title switch
        {
            _ when title == headings.Syntax => page,
            _ when title == headings.Description => page with { Description = [.. PlainText.Paragraphs(blocks)] },
            _ when title == headings.Examples => page with { Examples = [.. Examples(file, heading, blocks)] },
            _ when title == headings.Parameters => page with { Parameters = [.. Entries(blocks).Select(entry => Parameter(file, entry))] },
            _ when title == headings.Inputs => page with { Inputs = [.. Entries(blocks)] },
            _ when title == headings.Outputs => page with { Outputs = [.. Entries(blocks)] },
            _ when title == headings.Notes => page with { Notes = [.. PlainText.Paragraphs(blocks)] },
            _ when title == headings.Links => page with { Links = [.. blocks.SelectMany(block => block.Descendants<LinkInline>()).Select(Link)] },
            _ => throw file.Wrong(heading, $"No page has a section \"{title}\"."),
        };
    }

    private static IEnumerable<PageExample> Examples(MarkdownFile file, HeadingBlock section, IReadOnlyList<Block> blocks)
    {
        foreach ((HeadingBlock? heading, IReadOnlyList<Block> content) in MarkdownFile.Sections(blocks, level: 3).Where(part => part.Heading is not null))
        {
            FencedCodeBlock code = content.OfType<FencedCodeBlock>().FirstOrDefault() ?? throw file.Wrong(heading ?? section, "An example has a block of code.");
            yield return new(PlainText.Of(heading!), code.Lines.ToString(), [.. PlainText.Paragraphs(content)]);
        }
    }

    private static IEnumerable<PageEntry> Entries(IReadOnlyList<Block> blocks) => MarkdownFile.Sections(blocks, level: 3)
        .Where(part => part.Heading is not null)
        .Select(part => new PageEntry(PlainText.Of(part.Heading!), [.. PlainText.Paragraphs(part.Blocks)], part.Heading!.Line + 1));

    private static PageEntry Parameter(MarkdownFile file, PageEntry entry) => entry.Name.StartsWith('-')
        ? entry with { Name = entry.Name[1..] }
        : throw new PageException(file.Path, entry.Line, "The name of a parameter begins with a hyphen.");

    private static PageLink Link(LinkInline link) => new(
        string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.ToString())),
        link.Url!.StartsWith("https://", StringComparison.Ordinal) ? link.Url : null);
}
