using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Names by the thousand: what is in memory, and what is under way, is bounded by the throttle and not by the input.</summary>
[Trait("Suite", "Long")]
public sealed partial class ManyRegistriesTests(Simulated simulated)
{
    private const int ChecksOfARegistry = 4;
    private const string Checked = " | Test-AcrHealth -CACertificate $authority -Anonymous -Check Challenge -TimeoutSeconds 600";

    [Fact]
    public async Task The_pipeline_is_held_back_while_all_checked_registries_hang()
    {
        const int Throttle = 4;
        using var engine = new ModuleEngine(ownThread: true);
        List<SimulatedRegistry> hanging = [];
        while (hanging.Count < Throttle * 2)
        {
            hanging.Add(await simulated.Azure.AddRegistryAsync("hang", TestContext.Current.CancellationToken));
        }

        var asked = new ConcurrentBag<int>();
        using PowerShell shell = engine.Prepare(
            "param($hanging, $authority, $asked) $hanging | ForEach-Object { $asked.Add($asked.Count); $_ }" + Checked + $" -ThrottleLimit {Throttle}",
            hanging.Select(registry => registry.LoginServer).ToArray(), simulated.Authority, asked);
        shell.BeginInvoke();

        await Eventually.HoldsAsync(() => hanging.Sum(registry => registry.Traffic.Requests) == Throttle && asked.Count == Throttle + 1);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);

        Assert.Equal(Throttle, hanging.Sum(registry => registry.Traffic.Connections));
        Assert.Equal(Throttle + 1, asked.Count);
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Work_begins_with_the_first_name_and_results_come_while_names_do()
    {
        const int Throttle = 8;
        const int Names = 60;
        using var engine = new ModuleEngine();
        var askedAtFirstResult = new ConcurrentQueue<int>();
        string[] healthy = await simulated.AddAsync("healthy", Names);

        ScriptOutcome outcome = await Task.Run(
            () => engine.Run(
                "param($healthy, $authority, $first) $script:asked = 0; "
                    + "$healthy | ForEach-Object { $script:asked++; $_ }" + Checked + $" -ThrottleLimit {Throttle}"
                    + " | ForEach-Object { if ($first.IsEmpty) { $first.Enqueue($script:asked) }; $_ }",
                healthy, simulated.Authority, askedAtFirstResult),
            TestContext.Current.CancellationToken);

        Assert.Empty(outcome.Errors);
        Assert.Equal(Names * ChecksOfARegistry, outcome.Output.Count);
        Assert.InRange(Assert.Single(askedAtFirstResult), 1, Names / 2);
    }

    [Fact]
    public async Task One_that_hangs_delays_no_other_however_many_there_are()
    {
        const int Names = 100;
        using var engine = new ModuleEngine(ownThread: true);
        string hanging = simulated.Azure["hang"].LoginServer;
        string[] healthy = await simulated.AddAsync("healthy", Names);
        var asked = new ConcurrentBag<int>();
        var output = new PSDataCollection<PSObject>();
        using PowerShell shell = engine.Prepare(
            $"param($hanging, $healthy, $authority, $asked) 1..{Names} | ForEach-Object {{ $asked.Add($_); if ($_ -eq 3) {{ $hanging }} else {{ $healthy[$_ - 1] }} }}"
                + Checked + " -ThrottleLimit 4",
            hanging, healthy, simulated.Authority, asked);
        shell.BeginInvoke<PSObject, PSObject>(null, output);

        // It is the last one then, whose results come as they do.
        await Eventually.HoldsAsync(() => output.Count == ((Names - 1) * ChecksOfARegistry) + 3, TimeSpan.FromMinutes(2));
        Assert.Equal(Names, asked.Count);
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        CheckResult[] results = [.. output.Snapshot().Select(result => new CheckResult(result))];
        Assert.Equal(3, results.Count(result => result.Registry == hanging));
        Assert.All(
            results.Chunk(ChecksOfARegistry),
            registry => Assert.Equal(((string[])["LoginServer", "Dns", "Tls", "Challenge"]).Take(registry.Length), registry.Select(result => result.Check)));
        Assert.All(results.Chunk(ChecksOfARegistry), registry => Assert.Single(registry.Select(result => result.Registry).Distinct()));
    }

    [Fact]
    public void A_registry_that_is_given_twice_is_checked_once_and_a_wrong_name_costs_no_other()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("'contoso.azurecr.io', 'x!', 'Contoso', 'https://contoso.azurecr.io/', 'fabrikam', 'fabrikam' | Test-AcrHealth -Check LoginServer -ThrottleLimit 1");

        Assert.Equal(["contoso.azurecr.io", "fabrikam.azurecr.io"], outcome.Results.Select(result => result.Registry));
        Assert.Equal("x!", Assert.Single(outcome.Errors).TargetObject);
    }

    [Fact]
    public async Task Progress_shows_done_failing_and_remaining_registries_and_the_remaining_time()
    {
        using var engine = new ModuleEngine();
        string[] names = await simulated.AddAsync("hang", 6);

        ScriptOutcome given = engine.Run(
            "param($names, $authority) Test-AcrHealth $names -CACertificate $authority -Anonymous -Check Challenge -ThrottleLimit 2 -TimeoutSeconds 1", names, simulated.Authority);
        ScriptOutcome streamed = engine.Run(
            "param($names, $authority) $names | Test-AcrHealth -CACertificate $authority -Anonymous -Check Challenge -ThrottleLimit 2 -TimeoutSeconds 1", names, simulated.Authority);

        ProgressRecord half = Assert.Single(given.Progress.Where(record => FourOfSix().IsMatch(record.StatusDescription)).Take(1));
        Assert.Equal(66, half.PercentComplete);
        Assert.InRange(half.SecondsRemaining, 1, 10);
        Assert.Equal(-1, given.Progress[0].SecondsRemaining);
        Assert.Contains(streamed.Progress, record => record is { PercentComplete: -1, SecondsRemaining: -1 } && TwoOfMany().IsMatch(record.StatusDescription));
        Assert.Contains(streamed.Progress, record => record.PercentComplete == 66 && FourOfSix().IsMatch(record.StatusDescription));
        Assert.Equal(ProgressRecordType.Completed, given.Progress[^1].RecordType);
    }

    [Theory]
    [InlineData("Test-AcrHealth $names -TimeoutSeconds 2 -ThrottleLimit 2", "^2/4, ✗ [2-4]; localhost:[0-9]+ Challenge, 1/2 s$")]
    [InlineData("$names | Test-AcrHealth -TimeoutSeconds 2 -ThrottleLimit 2", "^0/2[+], ✗ 0")]
    [InlineData("Wait-AcrHealth $names -TimeoutSeconds 3", "^localhost:[0-9]+, localhost:[0-9]+")]
    public async Task Progress_has_no_wide_characters_which_the_minimal_bar_counts_wrong(string script, string status)
    {
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));
        string[] names = await simulated.AddAsync("hang", 4);

        ScriptOutcome outcome = engine.Run("param($names, $authority) " + script + " -CACertificate $authority -Anonymous -Check Challenge", names, simulated.Authority);

        Assert.Contains(outcome.Progress, record => Regex.IsMatch(record.StatusDescription, status));
        Assert.DoesNotContain(outcome.Progress, record => (record.Activity + record.StatusDescription + record.CurrentOperation).Any(character => character >= '\u2E80'));
    }

    // The two that are not done yet may have failed all the same.
    [GeneratedRegex("^4 done, [4-6] failing, 2 remaining$")]
    private static partial Regex FourOfSix();

    [GeneratedRegex("^2 done, [2-4] failing, 2 under way$")]
    private static partial Regex TwoOfMany();
}
