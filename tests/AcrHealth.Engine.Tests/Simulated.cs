using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>One simulator with every fault, which all tests share.</summary>
public sealed class Simulated : IAsyncLifetime
{
    // Tests keep their threads while they wait, and the simulator answers on others.
    private const int LeastThreads = 16;

    private string? _authority;

    public AzureSimulator Azure { get; private set; } = null!;

    /// <summary>The file with the simulator's certificate authority.</summary>
    public string Authority => _authority!;

    /// <summary>Starts a simulator that no other test uses, with a healthy registry and those with faults.</summary>
    public static async Task<Simulated> StartAsync(params string[] faults)
    {
        var simulated = new Simulated();
        await simulated.InitializeAsync(faults);
        return simulated;
    }

    public ValueTask InitializeAsync()
    {
        ThreadPool.SetMinThreads(LeastThreads, LeastThreads);
        return InitializeAsync([.. Fault.All.Select(fault => fault.Name)]);
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

    private async ValueTask InitializeAsync(string[] faults)
    {
        Azure = await AzureSimulator.StartAsync(new() { Faults = faults });
        _authority = Azure.WriteCertificateAuthority(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem"));
    }
}
