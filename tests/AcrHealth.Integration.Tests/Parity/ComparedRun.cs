using System.Collections.Concurrent;
using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The Azure CLI and our module, in front of the same simulator and the same programs, for every comparison.</summary>
public sealed class ComparedRun : IAsyncDisposable
{
    // When it is ended if it waits for ever. Otherwise it takes a few seconds, and longer on a machine that is busy.
    private static readonly TimeSpan HeldLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly TemporaryDirectory _directory = new();
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

        var theirs = new ConcurrentDictionary<Comparison, AzureCliOutcome>();
        await Task.WhenAll(CheckAsync(isHeld: true), CheckAsync(isHeld: false));

        // Ours come after all of theirs, so that our time has none of their work in it.
        Dictionary<Comparison, (string? Token, long Connections)> before =
            Comparisons.All.ToDictionary(comparison => comparison, comparison => (TokenIn(OtherHostOf(comparison)), ConnectionsTo(comparison)));
        using var session = new ModuleSession(_azure, _directory);
        using var sandboxed = new SandboxedModule(elsewhere, _directory);
        session.Run(Comparisons.Of(Fault.Healthy.Name));
        Dictionary<Comparison, OurOutcome> waited =
            await session.RunSideBySideAsync([.. Comparisons.All.Where(comparison => comparison is { HoldsAz: true, HasUsualPrograms: true })]);
        var rows = new List<ComparedRow>();
        foreach (Comparison comparison in Comparisons.All)
        {
            OurOutcome ours = waited.TryGetValue(comparison, out OurOutcome? outcome) ? outcome
                : comparison.Address.Equals(IPAddress.Loopback) ? session.Run(comparison)
                : await sandboxed.RunAsync(comparison);
            rows.Add(new(comparison)
            {
                Az = theirs[comparison],
                TokenAzGaveAway = before[comparison].Token,
                Ours = ours.Results,
                OurTime = ours.Time,
                OurConnectionsElsewhere = ConnectionsTo(comparison) - before[comparison].Connections,
            });
        }

        return rows;

        Traffic? OtherHostOf(Comparison comparison) => clouds[comparison.Address][comparison.Fault].OtherHost?.Traffic;

        long ConnectionsTo(Comparison comparison) => OtherHostOf(comparison)?.Connections ?? 0;

        // Those that only wait do it side by side. The others have a processor each, so that their time is theirs.
        Task CheckAsync(bool isHeld) => Parallel.ForEachAsync(
            Comparisons.All.Where(comparison => comparison.HoldsAz == isHeld),
            new ParallelOptions { MaxDegreeOfParallelism = isHeld ? -1 : Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
            async (comparison, _) =>
            {
                string programs = comparison.Programs.Write(comparison.ProgramsIn(_directory));
                string name = clouds[comparison.Address][comparison.Fault].ResourceName;
                theirs[comparison] = await clis[comparison.Address].CheckHealthAsync(name, programs, isHeld ? HeldLimit : Limit);
            });
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
