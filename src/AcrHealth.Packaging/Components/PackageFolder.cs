using System.Xml.Linq;

namespace AcrHealth.Packaging.Components;

/// <summary>A package as NuGet has laid it out on this machine, and what it says of itself.</summary>
internal sealed class PackageFolder
{
    private readonly string _path;
    private readonly XElement _metadata;

    public PackageFolder(string path, string id)
    {
        _path = path;
        string manifest = Path.Combine(path, id.ToLowerInvariant() + ".nuspec");
        if (!File.Exists(manifest))
        {
            throw new PackagingException(manifest, "The package has not been restored: dotnet restore.");
        }

        _metadata = XDocument.Load(manifest).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public string Authors => Value("authors") ?? "";

    public string? Copyright => Value("copyright");

    public string? ProjectUrl => Value("projectUrl");

    public string? Notices => RootFile("THIRD-PARTY-NOTICES", "THIRDPARTYNOTICES", "NOTICE");

    public License License
    {
        get
        {
            string? own = RootFile("LICENSE", "LICENCE");
            // Packages from before 2018 name no license but carry it.
            string? name = Element("license") is XElement license && license.Attribute("type")?.Value == "expression" ? license.Value : NameOf(own);
            if (name is null || KnownLicenses.TextOf(name) is not string known)
            {
                throw new PackagingException(
                    Path.GetFileName(_path),
                    $"The license of {Value("id")} {Value("version")} is {name ?? "none that is known here"}. What ships is licensed as {string.Join(", ", KnownLicenses.Names)}: "
                    + "choose another package, or, if the license is compatible with MIT, put its text into src/AcrHealth.Packaging/Licenses.");
            }

            return new(name, own ?? known);
        }
    }

    private static string? NameOf(string? text) =>
        text is null ? null : KnownLicenses.Names.FirstOrDefault(name => Words(text).Contains(Words(KnownLicenses.TextOf(name)!), StringComparison.OrdinalIgnoreCase));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string? Value(string name) => Element(name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private XElement? Element(string name) => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private string? RootFile(params string[] names) => Directory.EnumerateFiles(_path)
        .Where(file => names.Contains(Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal)
        .Select(file => TextFile.Read(file).Trim('\n'))
        .FirstOrDefault();
}
