using System.Text.RegularExpressions;

namespace AcrHealth.Core.Tests.Style;

/// <summary>Keeps comments in sentences that begin with their subject, and files short enough to read.</summary>
public sealed partial class CommentTests
{
    private const int MostLines = 300;

    private static readonly string[] Folders = ["src", "tests"];

    private static IEnumerable<string> Sources => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    [Fact]
    public void A_comment_begins_with_its_subject()
    {
        string[] found = [.. Sources.SelectMany(Found)];

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_file_has_300_lines_at_most()
    {
        string[] found =
        [
            .. Sources.Select(path => (Path: path, Lines: LinesOf(path).Length))
                .Where(file => file.Lines > MostLines)
                .Select(file => $"{file.Path}:{MostLines + 1}: the file has {file.Lines} lines, and {MostLines} are allowed."),
        ];

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Found(string path) => LinesOf(path)
        .Select((line, index) => (Text: line, Number: index + 1))
        .Where(line => QuestionWord().IsMatch(line.Text))
        .Select(line => $"{path}:{line.Number}: {line.Text.Trim()}");

    private static string[] LinesOf(string path) => File.ReadAllLines(Path.Combine(Repository.Root, path));

    [GeneratedRegex(
        @"(?:(?:^|\s)///?\s*|^\s*///.*<(?:summary|remarks|returns|param|typeparam|value|exception|example|para|item|term|description)\b[^>]*>\s*)"
            + @"(?:What|Whatever|Whoever|Who|Whose|Where|Wherever)(?![\w-])")]
    private static partial Regex QuestionWord();
}
