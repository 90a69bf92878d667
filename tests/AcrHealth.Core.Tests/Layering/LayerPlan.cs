namespace AcrHealth.Core.Tests.Layering;

/// <summary>The layers of Core as docs/architecture.md lists them, and the references between its files.</summary>
internal sealed class LayerPlan
{
    private const string Heading = "## Layers of Core";
    private readonly List<SourceFile> _files;

    public LayerPlan(string repository)
    {
        Layers = Read(Path.Combine(repository, "docs", "architecture.md"));
        string core = Path.Combine(repository, "src", "AcrHealth.Core");
        _files =
        [
            .. Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new SourceFile(core, path))
                .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal)),
        ];
    }

    /// <summary>The folders, the lowest layer first.</summary>
    public IReadOnlyList<string> Layers { get; }

    public IReadOnlyList<SourceFile> Files => _files;

    /// <summary>The position of the layer that a file belongs to; -1 if its folder is in none.</summary>
    public int LayerOf(SourceFile file) => Layers
        .Select((layer, position) => (layer, position))
        .Where(candidate => file.Folder == candidate.layer || file.Folder.StartsWith(candidate.layer + "/", StringComparison.Ordinal))
        .OrderByDescending(candidate => candidate.layer.Length).Select(candidate => candidate.position).FirstOrDefault(-1);

    /// <summary>Each reference from a file to a type of another file.</summary>
    public IEnumerable<(SourceFile From, SourceFile To, string Type)> References()
    {
        ILookup<string, SourceFile> declaring = _files.SelectMany(file => file.Types.Select(type => (type, file))).ToLookup(pair => pair.type, pair => pair.file);
        foreach (SourceFile file in _files)
        {
            foreach ((SourceFile to, string type) in file.Names().SelectMany(name => Resolve(file, name, declaring)).Distinct())
            {
                if (to != file)
                {
                    yield return (file, to, type);
                }
            }
        }
    }

    public override string ToString() => string.Join(
        Environment.NewLine, Layers.Select((layer, position) => $"{position + 1,2} {layer} ({_files.Count(file => LayerOf(file) == position)} files)"));

    private static IEnumerable<(SourceFile To, string Type)> Resolve(SourceFile file, string[] name, ILookup<string, SourceFile> declaring)
    {
        foreach (SourceFile to in declaring[name[0]].Where(to => file.Sees(to.Namespace)))
        {
            yield return (to, name[0]);
        }

        // Network.Dns.HostsFile, from a namespace that sees Network.
        for (int i = 1; i < name.Length; i++)
        {
            string prefix = string.Join('.', name[..i]);
            foreach (SourceFile to in declaring[name[i]].Where(to => to.Namespace == prefix || (to.Namespace.EndsWith("." + prefix, StringComparison.Ordinal))))
            {
                yield return (to, name[i]);
            }
        }
    }

    private static string[] Read(string page) =>
    [
        .. File.ReadLines(page).SkipWhile(line => line != Heading).SkipWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ', 2)[0]).Where(layer => layer.Length > 0),
    ];
}
