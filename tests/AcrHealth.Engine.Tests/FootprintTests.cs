using System.Collections.Concurrent;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Measures the cost of many registries for this process: no more than that of few.</summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class FootprintTests(Simulated simulated)
{
    // The runtime opens a file now and then.
    private const int MoreHandles = 4;

    // A name of this test takes 120 bytes, and there are 18,000 between the two measurements.
    private const long MoreMemory = 1024 * 1024;

    [Fact]
    public void Memory_is_bounded_by_the_throttle_and_not_by_the_names()
    {
        using var engine = new ModuleEngine();
        var memory = new ConcurrentQueue<long>();

        ScriptOutcome outcome = engine.Run(
            "param($memory, $pad) $script:results = 0; "
                + "1..20000 | ForEach-Object { \"$pad$_.azurecr.cn\" } | Test-AcrHealth -Cloud AzureCloud -Check LoginServer | ForEach-Object { "
                + "if (++$script:results -in 2000, 20000) { [GC]::Collect(); [GC]::WaitForPendingFinalizers(); $memory.Enqueue([GC]::GetTotalMemory($true)) }; "
                + "if ($_.Status -ne 'Failed') { throw $_ } }",
            memory,
            new string('x', 40));

        Assert.Null(outcome.Terminating);
        Assert.Empty(outcome.Errors);
        long[] measured = [.. memory];
        Assert.Equal(2, measured.Length);

        // A name is remembered by its hash, so that one that comes twice is checked once.
        Assert.InRange(measured[1] - measured[0], long.MinValue, MoreMemory + (18_000 * 64));
    }

    [Fact]
    public async Task Sockets_and_handles_are_given_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Handles are counted in /proc.");
        using var engine = new ModuleEngine();
        string[] some = [.. ((string[])["healthy", "reset", "forbidden", "tls-expired", "refresh-html", "hang-in-body", "closed"]).Select(fault => simulated.Azure[fault].LoginServer)];
        string[] healthy = await simulated.AddAsync("healthy", 60);
        Check(engine, [.. healthy, .. some]);
        Inventory before = await Inventory.TakeAsync();

        for (int i = 0; i < 2; i++)
        {
            Check(engine, [.. healthy, .. some]);
        }

        Inventory after = await Inventory.TakeAsync(new(before.Handles + MoreHandles, int.MaxValue, long.MaxValue, int.MaxValue));
        Assert.True(after.Handles <= before.Handles + MoreHandles, $"before {before}, after {after}");
    }

    private void Check(ModuleEngine engine, string[] registries)
    {
        ScriptOutcome outcome = engine.Run(
            "param($registries, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + "$registries | Test-AcrHealth -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm* -TimeoutSeconds 2",
            registries, simulated.Authority, simulated.Azure.Identity.IssueEntraToken());
        Assert.Empty(outcome.Errors);
        Assert.Equal(registries.Length * DefaultChecks.OfARegistry.Count, outcome.Output.Count);
    }
}
