using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>One run of the module, over all names of the tests, with dnsmasq as this machine's DNS server.</summary>
public sealed class RealServerRun : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "contoso", "linked", "unlinked", "nonexistent", "sixonly", "numerous", "hostsonly", "registry.elsewhere.example", "bücher.registry.test",
    ];

    private readonly List<CheckResult> _results = [];
    private Exception? _problem;

    public async ValueTask InitializeAsync()
    {
        try
        {
            using BackgroundProgram server = await Dnsmasq.StartAsync();
            using var sandbox = new NameSandbox(new() { Server = Dnsmasq.Address, Hosts = "127.0.0.7 hostsonly.azurecr.io" });
            _results.AddRange(await sandbox.CheckAsync(Names, "-Check Dns"));
        }
        catch (Exception exception)
        {
            // Told by each test, as its own reason to fail or to be skipped.
            _problem = exception;
        }
    }

    /// <summary>Returns the result of Dns for a login server.</summary>
    public CheckResult Dns(string server)
    {
        if (_problem is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_problem);
        }

        return _results.Single(result => result.Registry == server && result.Check == "Dns");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
