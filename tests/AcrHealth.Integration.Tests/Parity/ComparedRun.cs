using System.Diagnostics;
using System.Net;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The Azure CLI and our module, in front of the same simulator and the same programs, for every comparison.</summary>
public sealed class ComparedRun : IAsyncDisposable
{
    // It takes a few seconds when nothing holds it; it is given the time of a machine that is busy otherwise.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private const int SideBySide = 2;

    private readonly ScratchDirectory _directory = new();
    private AzureSimulator? _azure;
    private Task<IReadOnlyList<ComparedRow>>? _rows;

    public AzureSimulator Azure => _azure!;

    /// <summary>The rows, which are made for the first test that asks.</summary>
    internal Task<IReadOnlyList<ComparedRow>> RowsAsync() => _rows ??= CompareAsync();

    internal async Task<ComparedRow> RowAsync(string name) => (await RowsAsync()).Single(row => row.Comparison.Name == name);

    public async ValueTask DisposeAsync()
    {
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task<IReadOnlyList<ComparedRow>> CompareAsync()
    {
        _azure = await AzureSimulator.StartAsync(new() { Faults = Fault.Names }, TestContext.Current.CancellationToken);
        AzureCli cli = await AzureCli.SignInAsync(_directory.Under("az"), _azure);
        using var places = new SemaphoreSlim(SideBySide);
        AzureCliOutcome[] theirs = await Task.WhenAll(Comparisons.All.Select(comparison => RunAzAsync(cli, comparison, places)));

        // After all of theirs, so that nobody's time has the other's work in it.
        string authority = _azure.WriteCertificateAuthority(_directory.Under("authority.pem"));
        using var engine = new ModuleEngine();
        RunOurs(engine, Comparisons.Of(Fault.Healthy.Name), authority);
        return [.. Comparisons.All.Zip(theirs, (comparison, az) => Compare(engine, comparison, az, authority))];
    }

    private async Task<AzureCliOutcome> RunAzAsync(AzureCli cli, Comparison comparison, SemaphoreSlim places)
    {
        string programs = comparison.Programs.Write(Programs(comparison));
        await places.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await cli.CheckHealthAsync(Azure[comparison.Fault].ResourceName, programs, Limit);
        }
        finally
        {
            places.Release();
        }
    }

    private ComparedRow Compare(ModuleEngine engine, Comparison comparison, AzureCliOutcome az, string authority)
    {
        Traffic? elsewhere = Azure[comparison.Fault].OtherHost?.Traffic;
        bool gaveTokenAway = elsewhere?.Log.Any(request => request.Body.Contains("access_token=", StringComparison.Ordinal)) ?? false;
        long connections = elsewhere?.Connections ?? 0;
        (IReadOnlyList<CheckResult> ours, TimeSpan time) = RunOurs(engine, comparison, authority);
        return new(comparison)
        {
            Az = az,
            AzGaveTokenAway = gaveTokenAway,
            Ours = ours,
            OurTime = time,
            OurConnectionsElsewhere = (elsewhere?.Connections ?? 0) - connections,
        };
    }

    private (IReadOnlyList<CheckResult> Results, TimeSpan Time) RunOurs(ModuleEngine engine, Comparison comparison, string authority)
    {
        using var _ = new EnvironmentScope(
            ("PATH", Programs(comparison)), ("DOCKER_COMMAND", null), ("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null));
        long started = Stopwatch.GetTimestamp();
        ScriptOutcome outcome = engine.Run(
            "param($registry, $authority, $token) Test-AcrHealth $registry -CACertificate $authority -AccessToken $token -Force -TimeoutSeconds 5",
            Azure[comparison.Fault].LoginServer,
            authority,
            new NetworkCredential(string.Empty, Azure.Identity.IssueEntraToken()).SecurePassword);
        TimeSpan time = Stopwatch.GetElapsedTime(started);
        Assert.Empty(outcome.Errors);
        return (outcome.Results, time);
    }

    private string Programs(Comparison comparison) => _directory.Under("programs", comparison.Name);
}
