using System.Text.RegularExpressions;

namespace AcrHealth.Core.Tests.Layering;

/// <summary>A source file of Core: its namespace, its imports, and its code without comments and texts.</summary>
internal sealed partial class SourceFile
{
    public SourceFile(string root, string path)
    {
        Path = System.IO.Path.GetRelativePath(root, path).Replace('\\', '/');
        string code = Noise().Replace(File.ReadAllText(path), match => match.Value[0] == '/' ? string.Empty : "\"\"");
        Namespace = NamespaceLine().Match(code).Groups[1].Value;
        Imports = [.. ImportLine().Matches(code).Select(match => match.Groups[1].Value)];
        Code = ImportLine().Replace(code, string.Empty);
        Types = [.. TopLevelTypes(Code)];
    }

    /// <summary>The path below the project's folder.</summary>
    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public string Namespace { get; }

    public IReadOnlyList<string> Imports { get; }

    public string Code { get; }

    /// <summary>The names of the types that the file declares in its namespace.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Whether the file can name types of a namespace without a prefix.</summary>
    public bool Sees(string other) => Imports.Contains(other) || Namespace == other || Namespace.StartsWith(other + ".", StringComparison.Ordinal);

    /// <summary>The dotted names in the code, such as <c>Reference.ErrorCodes.Dns</c>.</summary>
    public IEnumerable<string[]> Names() => DottedName().Matches(Code).Select(match => match.Value.Split('.'));

    public override string ToString() => Path;

    private static IEnumerable<string> TopLevelTypes(string code)
    {
        int depth = 0, from = 0;
        foreach (Match match in TypeDeclaration().Matches(code))
        {
            depth += code[from..match.Index].Count(c => c == '{') - code[from..match.Index].Count(c => c == '}');
            from = match.Index;
            if (depth == 0)
            {
                yield return match.Groups[1].Value;
            }
        }
    }

    // Comments, and literals of texts and characters; what an interpolated text computes is not looked at.
    [GeneratedRegex(@"//[^\n]*|/\*[\s\S]*?\*/|\$*""""""[\s\S]*?""""""|\$?@\$?""(?:[^""]|"""")*""|\$?""(?:\\.|[^""\\\n])*""|'(?:\\.[^'\n]*|[^'\\\n])'")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex ImportLine();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?]+)\s+([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex DottedName();
}
