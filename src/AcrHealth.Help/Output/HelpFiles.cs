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

    public static void Write(ModuleSession session, string docs, string output)
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
                MamlDocument.Of(Pages(session, source, language)).Save(writer);
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

    private static IEnumerable<MarkdownFile> Topics(string source) => Directory.EnumerateFiles(source, "*.md").Order(StringComparer.Ordinal)
        .Select(MarkdownFile.Read)
        .Where(file => file.Title?.StartsWith("about_", StringComparison.Ordinal) == true);
}
