using System.Management.Automation;
using AcrHealth.Help.Commands;

namespace AcrHealth.Help.Updating;

/// <summary>Writes into docs what the module knows better than its writers: syntax, the facts of parameters, the facts of checks, the error reference.</summary>
internal static class DocsUpdate
{
    public static void Write(ModuleSession session, string docs)
    {
        IReadOnlyList<PSObject> checks = session.Checks();
        string readme = Path.Combine(docs, "..", "README.md");
        Replace(readme, CheckTable.Update(File.ReadAllText(readme), readme, "check", checks, check => Facts(check, "Name", "Description", "Codes")));
        foreach (HelpLanguage language in HelpLanguage.All)
        {
            string folder = Path.Combine(docs, language.Source);
            foreach (CommandFacts command in session.Commands)
            {
                string page = Path.Combine(folder, "cmdlets", command.Name + ".md");
                if (File.Exists(page))
                {
                    Replace(page, PageFacts.Update(File.ReadAllText(page), command, language.Headings));
                }
            }

            string topic = Path.Combine(folder, "about_AcrHealth.md");
            Replace(topic, CheckTable.Update(File.ReadAllText(topic), topic, language.Check, checks, check => Facts(check, "Name", "Category", "Prerequisites")));
            Replace(Path.Combine(folder, "errors.md"), ErrorPage.Of(session.Errors(language), language.Errors));
        }
    }

    private static string[] Facts(PSObject check, params string[] properties) => [.. properties.Select(property => CheckTable.Text(check, property))];

    private static void Replace(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
            Console.WriteLine(path);
        }
    }
}
