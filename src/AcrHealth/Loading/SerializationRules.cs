using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AcrHealth.Loading;

/// <summary>
/// Registers with the session how results are sent to jobs and other machines. A type file of the manifest would do the same, but PowerShell reports each of
/// its members as an error if the module is imported from a second folder, as after an update.
/// </summary>
public sealed class SerializationRules : IModuleAssemblyInitializer
{
    // Qualified with the module's name, so that no other module is searched for the command.
    private const string Command = @"Microsoft.PowerShell.Utility\Update-TypeData";

    private const int ResultDepth = 4;
    private const int SummaryDepth = 6;
    private const int PullFailureDepth = 2;

    /// <inheritdoc/>
    public void OnImport()
    {
        if (Runspace.DefaultRunspace is null)
        {
            return;
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);

        // Regardless of the session's preferences, importing a module must not prompt.
        shell.AddCommand(Command).AddParameter("TypeData", Rules()).AddParameter("Force").AddParameter("WhatIf", false).AddParameter("Confirm", false);
        try
        {
            shell.Invoke();
        }
        catch (CommandNotFoundException)
        {
            // An engine without PowerShell's own modules: its results have numbers instead of names once they are serialized.
        }
    }

    private static TypeData[] Rules() =>
    [
        // Serialized by name: a bare number would make "Status -eq Failed" false on the other side.
        Named(typeof(CheckStatus)),
        Named(typeof(CheckCategory)),
        Named(typeof(DataHostKind)),
        Named(typeof(ErrorOrigin)),
        Named(typeof(ErrorLifecycle)),
        new(typeof(PullFailure)) { SerializationDepth = PullFailureDepth },
        new(typeof(HealthCheckResult)) { SerializationDepth = ResultDepth },
        new(typeof(RegistryHealth)) { SerializationDepth = SummaryDepth },
    ];

    private static TypeData Named(Type type) => new(type) { SerializationMethod = "String" };
}
