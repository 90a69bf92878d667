using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class HarmlessFaultTests(Simulated simulated)
{
    // A manifest that never comes is seen by DataEndpoint as well: DefaultDataEndpointTests has it.
    public static TheoryData<string> Oddities =>
        [.. Fault.All.Where(fault => (fault.Code is null || fault.SeenWith is not null) && fault.Name != "manifest-hang").Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void A_registry_that_is_only_unusual_fails_no_check(string fault)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer);

        Assert.Empty(outcome.Errors);

        // Whether an image can be sampled behind a fault of single images is what DefaultDataEndpointTests are about.
        string[] checks = [.. outcome.Results.Select(result => result.Check)];
        Assert.Contains(checks.Length, (int[])[DefaultChecks.UpToTheApi.Count, DefaultChecks.OfARegistry.Count]);
        Assert.Equal(DefaultChecks.OfARegistry.Take(checks.Length), checks);
        Assert.DoesNotContain(outcome.Results, result => result.Status is "Failed" or "Skipped");
        OrderlyRun.Assert(outcome);
    }
}
