using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AcrHealth.Pester;

/// <summary>
/// Gives Pester the operator BeHealthy, whichever of the two is imported first: at once where Pester is there, otherwise when a Should of
/// Pester's is looked up for the first time. Pester is never loaded for it.
/// </summary>
public sealed class PesterSupport : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Pester = "Pester";

    private const string Register =
        "param($pester, $test) if ($pester.ExportedCommands.ContainsKey('Add-ShouldOperator')) {"
        + " & $pester { param($test) Add-ShouldOperator -Name BeHealthy -Test $test -SupportsArrayInput } $test }";

    private const string Operator =
        "param($ActualValue, [switch] $Negate, [string] $Because, $CallerSessionState)"
        + " [AcrHealth.Pester.HealthAssertion]::Of($ActualValue, $Negate, $Because)";

    private CommandInvocationIntrinsics? _commands;

    // The Pester that knows the operator: another one is a new module, after Import-Module -Force for example.
    private PSModuleInfo? _known;

    /// <inheritdoc/>
    public void OnImport()
    {
        PSObject[] found = [.. Ask("$ExecutionContext.InvokeCommand; Get-Module -Name Pester")];
        if (found is [{ BaseObject: CommandInvocationIntrinsics commands }, .. PSObject[] loaded])
        {
            _commands = commands;
            Withdraw(commands);
            commands.PostCommandLookupAction += OnLookup;
            if (loaded is [.., { BaseObject: PSModuleInfo pester }])
            {
                Introduce(pester);
            }
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Ask("$ExecutionContext.InvokeCommand") is [{ BaseObject: CommandInvocationIntrinsics commands }, ..])
        {
            Withdraw(commands);
        }
    }

    // While a module is imported, a pipeline runs, in which the runspace itself may not be asked.
    private static Collection<PSObject> Ask(string script)
    {
        if (Runspace.DefaultRunspace is null)
        {
            return [];
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript(script).Invoke();
    }

    private static void Withdraw(CommandInvocationIntrinsics commands)
    {
        foreach (Delegate handler in commands.PostCommandLookupAction?.GetInvocationList() ?? [])
        {
            if (handler.Target is PesterSupport)
            {
                commands.PostCommandLookupAction -= (EventHandler<CommandLookupEventArgs>)handler;
            }
        }
    }

    private void OnLookup(object? sender, CommandLookupEventArgs lookup)
    {
        if (lookup.Command?.Module is { Name: Pester } pester && !ReferenceEquals(pester, _known) && lookup.CommandName.Equals("Should", StringComparison.OrdinalIgnoreCase))
        {
            Introduce(pester);
        }
    }

    private void Introduce(PSModuleInfo pester)
    {
        _known = pester;
        try
        {
            _commands!.InvokeScript(Register, pester, ScriptBlock.Create(Operator));
        }
        catch (RuntimeException)
        {
            // Another module has an operator of this name: that one stays, and this module works without.
        }
    }
}
