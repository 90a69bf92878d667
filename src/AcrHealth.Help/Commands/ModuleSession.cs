using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AcrHealth.Help.Commands;

/// <summary>The real engine with the module imported: what it knows of the commands is what is true of them.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession(string module)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        Run("Import-Module -Name $args[0] -ErrorAction Stop", Path.GetFullPath(module));
        Commands =
        [
            .. Run("Get-Command -Module AcrHealth -CommandType Cmdlet").Select(command => CommandFacts.Of((CmdletInfo)command.BaseObject))
                .OrderBy(command => command.Name, StringComparer.Ordinal),
        ];
    }

    public IReadOnlyList<CommandFacts> Commands { get; }

    /// <summary>The error reference in a language.</summary>
    public IReadOnlyList<PSObject> Errors(HelpLanguage language) => Run("Get-AcrHealthError -Culture $args[0]", language.Culture);

    /// <summary>The checks, in the order of the catalog.</summary>
    public IReadOnlyList<PSObject> Checks() => Run("Get-AcrHealthCheck");

    public void Dispose() => _runspace.Dispose();

    private Collection<PSObject> Run(string script, params string[] arguments)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (string argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell.Invoke();
    }
}
