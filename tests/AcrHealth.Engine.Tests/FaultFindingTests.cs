using System.Globalization;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class FaultFindingTests(Simulated simulated)
{
    private const int TimeoutSeconds = 2;

    public static TheoryData<string> Faults => [.. Fault.All.Where(fault => fault.Expected is not null).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_has_its_finding_and_message(string name)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = simulated.Azure[name];
        ExpectedFinding expected = registry.Fault.Expected!;

        ScriptOutcome outcome = simulated.Check(engine, registry.LoginServer, $"-TimeoutSeconds {TimeoutSeconds}");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.True(expected.Name is null || failure.Finding == expected.Name, failure.Finding);
        Assert.Contains(expected.Words.Replace("{0}", TimeoutSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remediation);
    }

    [Fact]
    public void A_Retry_After_date_is_reported_in_seconds()
    {
        using var engine = new ModuleEngine();

        CheckResult challenge = simulated.Check(engine, simulated.Azure["too-many-requests-date"].LoginServer).Check("Challenge");

        Assert.Contains("for another 120 s", challenge.Message, StringComparison.Ordinal);
    }
}
