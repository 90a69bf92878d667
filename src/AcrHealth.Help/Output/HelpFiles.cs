using System.Text;
using System.Xml;
using AcrHealth.Help.Commands;
using AcrHealth.Help.Pages;

namespace AcrHealth.Help.Output;

/// <summary>Writes all that Get-Help reads, by the folders in which the engine looks for it.</summary>
internal static class HelpFiles
{
    private const string CommandPages = "cmdlets";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly XmlWriterSettings Xml = new() { Indent = true, Encoding = Utf8, NewLineChars = "\n" };

    /// <param name="session">The module.</param>
    /// <param name="docs">The folder of the pages.</param>
    /// <param name="output">The folder for the files.</param>
    /// <param name="address">The address of the folder of the pages on the web, which <c>Get-Help -Online</c> opens; null while it is not published.</param>
    public static void Write(ModuleSession session, string docs, string output, string? address)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        foreach (HelpLanguage language in HelpLanguage.All)
        {
            string source = Path.Combine(docs, language.Source);
            string folder = Directory.CreateDirectory(Path.Combine(output, language.Folder)).FullName;
            using (var writer = XmlWriter.Create(Path.Combine(folder, "AcrHealth.dll-Help.xml"), Xml))
            {
                MamlDocument.Of(Pages(session, source, language).Select(page => (page.Command, Online(page.Page, language, address)))).Save(writer);
            }

            foreach (MarkdownFile topic in Topics(source))
            {
                File.WriteAllText(Path.Combine(folder, $"{topic.Title}.help.txt"), TopicText.Of(topic), Utf8);
            }
        }
    }

    /// <summary>The pages of commands. A command without one has no help, which a test finds; a page without a command is wrong.</summary>
    private static IEnumerable<(CommandFacts Command, CommandPage Page)> Pages(ModuleSession session, string source, HelpLanguage language)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(source, CommandPages), "*.md").Order(StringComparer.Ordinal))
        {
            CommandFacts command = session.Commands.FirstOrDefault(command => command.Name == Path.GetFileNameWithoutExtension(path))
                ?? throw new PageException(path, 1, "The module has no such command.");
            yield return (command, CommandPageReader.Read(path, language, command));
        }
    }

    /// <summary>The page with a link to itself on the web before the others: the engine opens the first one that has an address.</summary>
    private static CommandPage Online(CommandPage page, HelpLanguage language, string? address) => address is null
        ? page
        : page with { Links = [new PageLink(language.OnlineVersion, string.Join('/', new[] { address, language.Source, CommandPages, $"{page.Name}.md" }.Where(part => part.Length > 0))), .. page.Links] };

    private static IEnumerable<MarkdownFile> Topics(string source) => Directory.EnumerateFiles(source, "*.md").Order(StringComparer.Ordinal)
        .Select(MarkdownFile.Read)
        .Where(file => file.Title?.StartsWith("about_", StringComparison.Ordinal) == true);
}
