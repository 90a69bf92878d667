using System.Collections.Concurrent;
using System.Net;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The Azure CLI and our module, in front of the same simulator and the same programs, for every comparison.</summary>
public sealed class ComparedRun : IAsyncDisposable
{
    // It takes a few seconds when nothing holds it; it is given the time of a machine that is busy otherwise.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    // These only wait, once they have been started.
    private const int HeldSideBySide = 12;

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
        await using AzureSimulator elsewhere = await AzureSimulator.StartAsync(new() { Address = IPAddress.IPv6Loopback }, TestContext.Current.CancellationToken);
        var clouds = new Dictionary<IPAddress, AzureSimulator> { [IPAddress.Loopback] = _azure, [IPAddress.IPv6Loopback] = elsewhere };
        var clis = new Dictionary<IPAddress, AzureCli>();
        foreach ((IPAddress address, AzureSimulator cloud) in clouds)
        {
            clis[address] = await AzureCli.SignInAsync(_directory.Under("az", address.AddressFamily.ToString()), cloud, address);
        }

        // Those that it ends by itself have a processor each, so that their time is theirs.
        var theirs = new ConcurrentDictionary<Comparison, AzureCliOutcome>();
        foreach ((bool held, int sideBySide) in ((bool, int)[])[(true, HeldSideBySide), (false, Environment.ProcessorCount)])
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = TestContext.Current.CancellationToken };
            await Parallel.ForEachAsync(Comparisons.All.Where(comparison => comparison.HoldsAz == held), options, async (comparison, _) =>
            {
                string programs = comparison.Programs.Write(comparison.ProgramsIn(_directory));
                string name = clouds[comparison.Address][comparison.Fault].ResourceName;
                theirs[comparison] = await clis[comparison.Address].CheckHealthAsync(name, programs, Limit);
            });
        }

        // After all of theirs, so that our time has none of their work in it.
        using var session = new ModuleSession(_azure, _directory);
        using var sandboxed = new SandboxedModule(elsewhere, _directory);
        session.Run(Comparisons.Of(Fault.Healthy.Name));
        var rows = new List<ComparedRow>();
        foreach (Comparison comparison in Comparisons.All)
        {
            Traffic? other = clouds[comparison.Address][comparison.Fault].OtherHost?.Traffic;
            string? tokenGivenAway = TokenIn(other);
            long connections = other?.Connections ?? 0;
            OurOutcome ours = comparison.Address.Equals(IPAddress.Loopback) ? session.Run(comparison) : await sandboxed.RunAsync(comparison);
            rows.Add(new(comparison)
            {
                Az = theirs[comparison],
                TokenAzGaveAway = tokenGivenAway,
                Ours = ours.Results,
                OurTime = ours.Time,
                OurConnectionsElsewhere = (other?.Connections ?? 0) - connections,
            });
        }

        return rows;
    }

    private static string? TokenIn(Traffic? traffic) => traffic switch
    {
        null => null,
        _ when Has(traffic, "access_token=") => "Entra token",
        _ when Has(traffic, "refresh_token=") => "refresh token",
        _ => null,
    };

    private static bool Has(Traffic traffic, string field) => traffic.Log.Any(request => request.Body.Contains(field, StringComparison.Ordinal));
}
