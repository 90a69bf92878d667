using AcrHealth.Packaging;
using AcrHealth.Packaging.Components;
using AcrHealth.Packaging.Images;
using AcrHealth.Packaging.Manifest;
using AcrHealth.Packaging.UpdatableHelp;

// The engine, whose parser reads the manifest, reports to its maker unless this is set.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

try
{
    switch (args)
    {
        case ["module", string manifest, string changelog, string version, string projectUrl, string output]:
            PackageListing.Write(manifest, changelog, version, projectUrl, output);
            return 0;
        case ["help", string module, string version, string projectUrl, string output]:
            HelpContent.Write(module, ProjectLinks.Of(projectUrl, version) ?? throw new PackagingException("ProjectUrl", "Help is on the web: a project address is needed."), output);
            return 0;
        case ["components", string name, string version, string output, .. { Length: > 0 } assets]:
            ComponentFiles.Write(name, version, output, assets);
            return 0;
        case ["archive", string program, string output, .. string[] documents]:
            ProgramArchive.Write(program, documents, output);
            return 0;
        case ["image", string program, string version, string architecture, string output, .. string[] documents]:
            ContainerImage.Write(program, version, architecture, documents, output);
            return 0;
        default:
            Console.Error.WriteLine(
                """
                AcrHealth.Packaging module <AcrHealth.psd1> <CHANGELOG.md> <version> <project URL or nothing> <output>
                AcrHealth.Packaging help <module> <version> <project URL> <output>
                AcrHealth.Packaging components <package> <version> <output> <project.assets.json>...
                AcrHealth.Packaging archive <program> <output> <document>...
                AcrHealth.Packaging image <program> <version> <architecture> <output> <document>...
                """);
            return 2;
    }
}
catch (PackagingException exception)
{
    // As MSBuild reads it.
    Console.Error.WriteLine($"{exception.File}: error PACK: {exception.Message}");
    return 1;
}
