namespace AcrHealth.Simulator.Commands;

/// <summary>The registries of the demo.</summary>
/// <param name="Simulator">The simulator that runs them.</param>
/// <param name="Authority">The file with their certificate authority.</param>
/// <param name="Code">The code of the first broken one, which is explained.</param>
internal sealed record DemoRegistries(AzureSimulator Simulator, string Authority, string Code)
{
    public IEnumerable<string> LoginServers => Simulator.Registries.Select(registry => registry.LoginServer);
}
