using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Writes the command that shows what is wrong with a simulated registry, complete with the parameters that this needs.</summary>
internal static class FaultCommand
{
    public static string For(SimulatedRegistry registry, string authority)
    {
        string parameters = registry.Fault.SeenWith switch
        {
            null => "",
            Fault.IncludeResourceManager => $" -{Fault.IncludeResourceManager}",
            string parameter => $" -{parameter} {SimulatedRegistry.Repository}",
        };
        return $"Test-AcrHealth {registry.LoginServer}{parameters} -CACertificate {PowerShellText.Quote(authority)}";
    }
}
