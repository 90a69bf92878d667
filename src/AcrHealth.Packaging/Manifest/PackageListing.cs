namespace AcrHealth.Packaging.Manifest;

/// <summary>Writes the texts that a repository shows of the module: the manifest as it ships, the package's own, and the release notes of both.</summary>
internal static class PackageListing
{
    /// <param name="manifest">The manifest in the sources.</param>
    /// <param name="changelog">The changelog, which has a section for the version.</param>
    /// <param name="version">The package's version, with its pre-release label if it has one.</param>
    /// <param name="projectUrl">The address at which the project is published; nothing is linked if it is empty.</param>
    /// <param name="output">The folder for the files.</param>
    public static void Write(string manifest, string changelog, string version, string projectUrl, string output)
    {
        var release = new Release(PackageVersion.Parse(version), Changelog.SectionFor(changelog, version), ProjectLinks.Of(projectUrl, version));
        ModuleManifest shipped = ModuleManifest.Read(manifest).For(release);

        Directory.CreateDirectory(output);
        TextFile.Write(Path.Combine(output, "AcrHealth.psd1"), shipped.Text);
        TextFile.Write(Path.Combine(output, "AcrHealth.nuspec"), PackageManifest.Of(shipped, release));
        TextFile.Write(Path.Combine(output, "release-notes.md"), release.Notes + "\n");
    }
}
