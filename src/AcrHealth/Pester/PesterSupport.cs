using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Pester;

/// <summary>
/// Gives Pester the operator BeHealthy, whichever of the two is imported first: at once if Pester is loaded, otherwise when one of its commands is
/// looked up for the first time. A Pester that has assertions like Should-BeTrue gets Should-BeHealthy, too. Pester is never loaded for it.
/// </summary>
public sealed class PesterSupport : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Pester = "Pester";

    // Pester 6 refuses script blocks that belong to no session, so the operator is a literal of the script that registers it.
    private const string Register = """
        param($pester, $assertion, $opposite)
        $operator = {
            param($ActualValue, [switch] $Negate, [string] $Because, $CallerSessionState)
            [AcrHealth.Pester.HealthAssertion]::Of($ActualValue, $Negate, $Because)
        }
        if ($pester.ExportedCommands.ContainsKey('Add-ShouldOperator')) {
            & $pester { param($test) Add-ShouldOperator -Name BeHealthy -Test $test -SupportsArrayInput } $operator
        }
        if ($pester.ExportedCommands.ContainsKey('Should-BeTrue')) {
            Set-Item -Path Function:global:Should-BeHealthy -Value $assertion
            Set-Item -Path Function:global:Should-NotBeHealthy -Value $opposite
        }
        """;

    // Fails in Pester's own way, which knows whether the test continues; by a plain error in a version that fails differently.
    private const string Assertion = """
        [CmdletBinding()]
        param([Parameter(Position = 0, ValueFromPipeline)] $Actual, [string] $Because)
        $results = if ($MyInvocation.ExpectingInput) { @($input) } else { $Actual }
        $said = [AcrHealth.Pester.HealthAssertion]::Of($results, $NEGATE, $Because)
        if (-not $said.Succeeded) {
            & @(Get-Module -Name Pester)[-1] {
                param($message, $results, $because, $caller)
                if (Test-Path -Path Function:Invoke-AssertionFailed) {
                    Invoke-AssertionFailed -Message $message -CallerCmdlet $caller -Actual $results -Because $because
                } else { throw $message }
            } $said.FailureMessage $results $Because $PSCmdlet
        }
        """;

    private const string Withdrawal = "Remove-Item -Path Function:Should-BeHealthy, Function:Should-NotBeHealthy -ErrorAction Ignore";

    // Commands of a suite, one of which is looked up before an assertion is.
    private static readonly string[] Commands = ["Should", "Describe", "Context", "It", "BeforeAll", "BeforeDiscovery", "Invoke-Pester"];

    private CommandInvocationIntrinsics? _commands;

    // The Pester module that has the operator: after Import-Module -Force, for example, it is a new one.
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
            Ask(Withdrawal);
        }
    }

    private static ScriptBlock AssertionThat(bool isNegated) =>
        ScriptBlock.Create(Assertion.Replace("$NEGATE", isNegated ? "$true" : "$false", StringComparison.Ordinal));

    // A pipeline runs while a module is imported, during which the runspace itself accepts no commands.
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
        if (lookup.Command?.Module is { Name: Pester } pester && !ReferenceEquals(pester, _known) && Commands.Contains(lookup.CommandName, StringComparer.OrdinalIgnoreCase))
        {
            Introduce(pester);
        }
    }

    private void Introduce(PSModuleInfo pester)
    {
        _known = pester;
        try
        {
            _commands!.InvokeScript(Register, pester, AssertionThat(isNegated: false), AssertionThat(isNegated: true));
        }
        catch (RuntimeException exception)
        {
            string message = MessageFormat.Format(Messages.PesterRegistrationFailed, pester.Version, exception.Message);
            _commands!.InvokeScript("& { [CmdletBinding()] param($message) $PSCmdlet.WriteWarning($message) } $args[0]", message);
        }
    }
}
