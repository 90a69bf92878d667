namespace AcrHealth.Packaging.Components;

/// <summary>Writes what has to go with a package for the sake of those whose software is in it: their notices, and the bill of materials.</summary>
internal static class ComponentFiles
{
    /// <param name="name">The package's name.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="output">The folder for the files.</param>
    /// <param name="assets">The files that restore wrote for each project whose packages ship in it.</param>
    public static void Write(string name, string version, string output, IReadOnlyList<string> assets)
    {
        AssetsFile[] projects = [.. assets.Select(AssetsFile.Read)];
        Component[] components =
        [
            .. projects.SelectMany(project => project.Components)
                .DistinctBy(component => component.PackageUrl)
                .OrderBy(component => component.Id, StringComparer.OrdinalIgnoreCase)
                .ThenBy(component => component.Version, StringComparer.Ordinal),
        ];
        string[] asked = [.. projects.SelectMany(project => project.Asked)];

        Directory.CreateDirectory(output);
        TextFile.Write(Path.Combine(output, "THIRD-PARTY-NOTICES.txt"), Notices.Of(name, components));
        TextFile.Write(Path.Combine(output, $"{name}.cdx.json"), BillOfMaterials.Of(name, version, components, asked));
    }
}
