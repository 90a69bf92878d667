using System.Collections;
using System.Management.Automation.Language;

namespace AcrHealth.Packaging.Manifest;

/// <summary>A module's manifest, read by the engine's own parser; never run.</summary>
internal sealed class ModuleManifest
{
    private readonly string _path;
    private readonly HashtableAst _table;
    private readonly Hashtable _values;

    private ModuleManifest(string path, string text)
    {
        _path = path;
        Text = text;
        ScriptBlockAst script = Parser.ParseInput(text, path, out _, out ParseError[] errors);
        if (errors is [ParseError first, ..])
        {
            throw new PackagingException($"{path}({first.Extent.StartLineNumber})", first.Message);
        }

        _table = (HashtableAst)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        _values = (Hashtable)_table.SafeGetValue();
    }

    public string Text { get; }

    public string Name => Path.GetFileNameWithoutExtension(_path);

    public string Version => Value("ModuleVersion");

    public string Id => Value("GUID");

    public string Author => Value("Author");

    public string CompanyName => Value("CompanyName");

    public string Copyright => Value("Copyright");

    public string Description => Value("Description");

    public IReadOnlyList<string> Tags => [.. ((IEnumerable)PSData["Tags"]!).Cast<string>()];

    public IReadOnlyList<string> Cmdlets => [.. ((IEnumerable)_values["CmdletsToExport"]!).Cast<string>()];

    private Hashtable PSData => (Hashtable)((Hashtable)_values["PrivateData"]!)["PSData"]!;

    public static ModuleManifest Read(string path) => new(path, TextFile.Read(path));

    /// <summary>The manifest of a release: with its label, its links and its notes.</summary>
    public ModuleManifest For(Release release)
    {
        if (release.Version.Number != Version)
        {
            throw new PackagingException(_path, $"ModuleVersion is {Version}, and the build was told to make {release.Version.Number}. ModuleVersion is where the version is set.");
        }

        List<(string Key, string Value)> entries = [("ReleaseNotes", release.Notes)];
        if (release.Version.Label is string label)
        {
            entries.Add(("Prerelease", label));
        }

        if (release.Links is ProjectLinks links)
        {
            entries.AddRange([("ProjectUri", links.Project), ("LicenseUri", links.License), ("IconUri", links.Icon)]);
        }

        HashtableAst data = Table(Table(_table, "PrivateData"), "PSData");
        if (entries.FirstOrDefault(entry => PSData.ContainsKey(entry.Key)) is { Key: string key })
        {
            throw new PackagingException(_path, $"{key} is written by the build; take it out of PSData.");
        }

        // Behind the last entry, in line with it.
        IScriptExtent last = data.KeyValuePairs[^1].Item2.Extent;
        string indent = "\n" + new string(' ', data.KeyValuePairs[^1].Item1.Extent.StartColumnNumber - 1);
        string added = string.Concat(entries.Select(entry => $"{indent}{entry.Key,-12} = '{CodeGeneration.EscapeSingleQuotedStringContent(entry.Value)}'"));
        string text = Text.Insert(last.EndOffset, added);
        if (release.Links is { Help: string help })
        {
            // Before PrivateData, so that the offset is still right.
            int offset = _table.KeyValuePairs.Last(pair => pair.Item2.Extent.EndOffset < data.Extent.StartOffset).Item2.Extent.EndOffset;
            text = text.Insert(offset, $"\n    {"HelpInfoURI",-22} = '{CodeGeneration.EscapeSingleQuotedStringContent(help)}'");
        }

        return new ModuleManifest(_path, text);
    }

    private static HashtableAst Table(HashtableAst table, string key) =>
        (HashtableAst)((PipelineAst)table.KeyValuePairs.Single(pair => ((StringConstantExpressionAst)pair.Item1).Value == key).Item2)
            .GetPureExpression();

    private string Value(string key) => _values[key] as string ?? throw new PackagingException(_path, $"{key} is missing.");
}
