using System.Xml.Linq;

namespace AcrHealth.Packaging.Manifest;

/// <summary>The package's manifest (nuspec), with the elements that Publish-PSResource writes for a module, and the tags of Publish-Module.</summary>
internal static class PackageManifest
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static string Of(ModuleManifest module, Release release)
    {
        var document = new XDocument(
            new XElement(
                Nuspec + "package",
                new XElement(
                    Nuspec + "metadata",
                    new XElement(Nuspec + "id", module.Name),
                    new XElement(Nuspec + "version", release.Version),
                    new XElement(Nuspec + "authors", module.Author),
                    new XElement(Nuspec + "owners", module.CompanyName),
                    new XElement(Nuspec + "requireLicenseAcceptance", "false"),
                    Links(release.Links),
                    new XElement(Nuspec + "description", module.Description),
                    new XElement(Nuspec + "releaseNotes", release.Notes),
                    new XElement(Nuspec + "copyright", module.Copyright),
                    new XElement(Nuspec + "tags", string.Join(' ', Tags(module)))),
                new XElement(
                    Nuspec + "files",
                    new XElement(Nuspec + "file", new XAttribute("src", "**/*"), new XAttribute("target", "")))));
        return document + "\n";
    }

    /// <summary>
    /// A gallery gets addresses, as Publish-PSResource writes them; a package of a project without any says the same by the files in it.
    /// </summary>
    private static XElement[] Links(ProjectLinks? links) => links is null
        ?
        [
            new(Nuspec + "license", new XAttribute("type", "file"), "LICENSE"),
            new(Nuspec + "icon", "icon.png"),
        ]
        :
        [
            new(Nuspec + "licenseUrl", links.License),
            new(Nuspec + "projectUrl", links.Project),
            new(Nuspec + "iconUrl", links.Icon),
        ];

    /// <summary>The tags that Find-PSResource searches by, beside the module's own: its type and each of its commands.</summary>
    private static IEnumerable<string> Tags(ModuleManifest module) =>
    [
        "PSModule",
        .. module.Tags,
        "PSIncludes_Cmdlet",
        .. module.Cmdlets.SelectMany(cmdlet => new[] { $"PSCmdlet_{cmdlet}", $"PSCommand_{cmdlet}" }),
    ];
}
