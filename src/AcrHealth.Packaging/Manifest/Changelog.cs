using System.Text.RegularExpressions;

namespace AcrHealth.Packaging.Manifest;

/// <summary>The changelog, of which each version has a section under a heading that begins with its number.</summary>
internal static partial class Changelog
{
    /// <summary>The section of a version, in Markdown, without its heading; a pre-release may use that of the version it leads to.</summary>
    public static string SectionFor(string path, string version)
    {
        string[] lines = TextFile.Read(path).Split('\n');
        string number = version.Split('-')[0];
        string section = Section(lines, version) ?? Section(lines, number)
            ?? throw new PackagingException(path, $"There is no section '## {number}', whose text would be the release notes.");
        return section.Length > 0
            ? section
            : throw new PackagingException(path, $"The section '## {number}' is empty; its text would be the release notes.");
    }

    private static string? Section(string[] lines, string version)
    {
        int heading = Array.FindIndex(lines, line => Heading().Match(line).Groups["version"].Value == version);
        return heading < 0
            ? null
            : string.Join('\n', lines.Skip(heading + 1).TakeWhile(line => !Heading().IsMatch(line))).Trim();
    }

    [GeneratedRegex(@"^## \[?(?<version>[^\s\]]+)")]
    private static partial Regex Heading();
}
