using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>One simulator with every fault, and the engine with the module, for the tests of a class.</summary>
public sealed class Simulated : IAsyncLifetime
{
    private string? _authority;

    public AzureSimulator Azure { get; private set; } = null!;

    /// <summary>The file with the simulator's certificate authority.</summary>
    public string Authority => _authority!;

    public async ValueTask InitializeAsync()
    {
        Azure = await AzureSimulator.StartAsync(new() { Faults = [.. Fault.All.Select(fault => fault.Name)] });
        _authority = Azure.WriteCertificateAuthority(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem"));
    }

    public async ValueTask DisposeAsync()
    {
        await Azure.DisposeAsync();
        File.Delete(Authority);
    }

    /// <summary>The login servers of more registries with a fault, each of its own: a name that is given twice is checked once.</summary>
    public async Task<string[]> AddAsync(string fault, int count)
    {
        var servers = new string[count];
        for (int i = 0; i < count; i++)
        {
            servers[i] = (await Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken)).LoginServer;
        }

        return servers;
    }

    /// <summary>The registry checks of a registry with an Entra token of the simulator's, and what else is given.</summary>
    public ScriptOutcome Check(ModuleEngine engine, string registry, string parameters = "") => engine.Run(
        "param($registry, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
            + "Test-AcrHealth -Registry $registry -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm* " + parameters,
        registry,
        Authority,
        Azure.Identity.IssueEntraToken());

    /// <summary>The same without a token: <paramref name="parameters"/> say how to sign in.</summary>
    public ScriptOutcome CheckOnly(ModuleEngine engine, string registry, string parameters) => engine.Run(
        "param($registry, $authority) Test-AcrHealth -Registry $registry -CACertificate $authority -ExcludeCheck Docker*, Helm* " + parameters,
        registry,
        Authority);
}
