using AcrHealth.Help.Commands;

namespace AcrHealth.Help.Updating;

/// <summary>Writes into docs what the module knows better than its writers: syntax, the facts of parameters, the error reference.</summary>
internal static class DocsUpdate
{
    public static void Write(ModuleSession session, string docs)
    {
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

            Replace(Path.Combine(folder, "errors.md"), ErrorPage.Of(session.Errors(language), language.Errors));
        }
    }

    private static void Replace(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
            Console.WriteLine(path);
        }
    }
}
