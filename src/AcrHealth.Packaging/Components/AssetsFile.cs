using System.Text.Json;

namespace AcrHealth.Packaging.Components;

/// <summary>The file that NuGet's restore writes for a project (project.assets.json): its packages, and the files that it uses of each.</summary>
internal sealed class AssetsFile
{
    // The kinds of files that go beside the program; others are to compile against, or for a build.
    private static readonly string[] ShippedKinds = ["runtime", "runtimeTargets", "native"];

    private readonly JsonElement _root;
    private readonly string[] _folders;

    private AssetsFile(JsonElement root)
    {
        _root = root;
        _folders = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
    }

    /// <summary>The names of the packages that the project itself asks for.</summary>
    public IEnumerable<string> Asked => _root.GetProperty("projectFileDependencyGroups").EnumerateObject()
        .SelectMany(framework => framework.Value.EnumerateArray())
        .Select(dependency => dependency.GetString()!.Split(' ')[0]);

    /// <summary>The packages of which files go where the project's own do.</summary>
    public IEnumerable<Component> Components =>
        from framework in _root.GetProperty("targets").EnumerateObject()
        from library in framework.Value.EnumerateObject()
        where library.Value.GetProperty("type").GetString() == "package" && HasFiles(library.Value)
        select Describe(library.Name, library.Value);

    public static AssetsFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new PackagingException(path, "The project has not been restored: dotnet restore.");
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return new(document.RootElement.Clone());
    }

    private static bool HasFiles(JsonElement library) => ShippedKinds.Any(
        kind => library.TryGetProperty(kind, out JsonElement files) && files.EnumerateObject().Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal)));

    private Component Describe(string key, JsonElement library)
    {
        string[] parts = key.Split('/');
        JsonElement description = _root.GetProperty("libraries").GetProperty(key);
        string path = description.GetProperty("path").GetString()!;
        string folder = _folders.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists)
            ?? throw new PackagingException(key, "The package has not been restored: dotnet restore.");
        PackageFolder package = new(folder, parts[0]);
        return new(
            parts[0],
            parts[1],
            Convert.ToHexStringLower(Convert.FromBase64String(description.GetProperty("sha512").GetString()!)),
            library.TryGetProperty("dependencies", out JsonElement needs) ? [.. needs.EnumerateObject().Select(need => need.Name)] : [],
            package.Authors,
            package.Copyright,
            package.ProjectUrl,
            package.License,
            package.Notices);
    }
}
