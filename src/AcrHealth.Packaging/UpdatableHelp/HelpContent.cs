using System.Xml.Linq;
using AcrHealth.Packaging.Images;
using AcrHealth.Packaging.Manifest;

namespace AcrHealth.Packaging.UpdatableHelp;

/// <summary>Writes the files that Update-Help reads from a release: the help of each language as a zip file and as a cabinet, and their list.</summary>
/// <remarks>The names and the list: https://learn.microsoft.com/powershell/scripting/developer/help/updatable-help-authoring-step-by-step.</remarks>
internal static class HelpContent
{
    private static readonly XNamespace Namespace = "http://schemas.microsoft.com/powershell/help/2010/05";

    /// <param name="module">The folder of the module, with a folder for each language.</param>
    /// <param name="links">The addresses of the release.</param>
    /// <param name="output">The folder for the files.</param>
    public static void Write(string module, ProjectLinks links, string output)
    {
        ModuleManifest manifest = ModuleManifest.Read(Path.Combine(module, "AcrHealth.psd1"));
        string name = $"{manifest.Name}_{manifest.Id}";
        List<XElement> cultures = [];
        Directory.CreateDirectory(output);
        foreach (string folder in Directory.GetDirectories(module).Order(StringComparer.Ordinal))
        {
            ImageFile[] files =
            [
                .. Directory.GetFiles(folder)
                    .Where(file => file.EndsWith("-Help.xml", StringComparison.Ordinal) || file.EndsWith(".help.txt", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .Select(file => new ImageFile(Path.GetFileName(file), File.ReadAllBytes(file))),
            ];
            if (files.Length == 0)
            {
                continue;
            }

            string culture = Path.GetFileName(folder);
            string content = Path.Combine(output, $"{name}_{culture}_HelpContent");
            File.WriteAllBytes(content + ".zip", ZipFile.Create(files));
            File.WriteAllBytes(content + ".cab", Cabinet.Create(files));
            cultures.Add(new(
                Namespace + "UICulture",
                new XElement(Namespace + "UICultureName", culture),
                new XElement(Namespace + "UICultureVersion", manifest.Version + ".0")));
        }

        var list = new XElement(
            Namespace + "HelpInfo",
            new XElement(Namespace + "HelpContentURI", links.Help),
            new XElement(Namespace + "SupportedUICultures", cultures));
        TextFile.Write(Path.Combine(output, $"{name}_HelpInfo.xml"), $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{list}\n");
    }
}
