using AcrHealth.Help.Commands;
using AcrHealth.Help.Output;
using AcrHealth.Help.Pages;
using AcrHealth.Help.Updating;

// The engine reports the modules that it loads to its maker unless this is set.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

try
{
    switch (args)
    {
        case ["generate", string module, string docs, string output, .. { Length: <= 1 } address]:
            using (ModuleSession session = new(module))
            {
                HelpFiles.Write(session, docs, output, address is [{ Length: > 0 } web] ? web : null);
            }

            return 0;
        case ["update", string module, string docs]:
            using (ModuleSession session = new(module))
            {
                DocsUpdate.Write(session, docs);
            }

            return 0;
        default:
            Console.Error.WriteLine("AcrHealth.Help generate <AcrHealth.dll> <docs> <output> [<address of docs on the web>] | update <AcrHealth.dll> <docs>");
            return 2;
    }
}
catch (PageException exception)
{
    // As MSBuild reads it: the error stands at its line of the page.
    Console.Error.WriteLine($"{exception.File}({exception.Line}): error HELP: {exception.Message}");
    return 1;
}
