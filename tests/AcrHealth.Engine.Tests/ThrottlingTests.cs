using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers registries that respond with 429: a request is repeated when they allow it, and not before.</summary>
[Trait("Suite", "Long")]
public sealed class ThrottlingTests(Simulated simulated)
{
    // The simulator's clock and the timers of the runtime are those of one machine, and no finer than this.
    private const double Tolerance = 0.05;

    [Theory]
    [InlineData("throttled-once", "Challenge", "GET /v2/", 1)]
    [InlineData("throttled-once-date", "Challenge", "GET /v2/", 1)]
    [InlineData("throttled-once-silent", "Challenge", "GET /v2/", 1)]
    [InlineData("refresh-throttled-once", "RefreshToken", "POST /oauth2/exchange", 1)]
    [InlineData("access-throttled-once", "AccessToken", "POST /oauth2/token", 1)]
    public async Task A_throttled_request_is_retried_at_Retry_After_with_a_warning(string fault, string check, string request, double seconds)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken);

        ScriptOutcome outcome = simulated.Check(engine, registry.LoginServer, "-Verbose");

        // AccessToken and DataEndpoint ask for a token each.
        RecordedRequest[] asked = [.. registry.Traffic.Log.Where(seen => $"{seen.Method} {seen.Target}" == request).Take(2)];
        Assert.Equal(9, registry.Traffic.Requests);
        Assert.Equal([429, request == "GET /v2/" ? 401 : 200], asked.Select(seen => seen.Status!.Value));
        Assert.InRange((asked[1].Time - asked[0].Time).TotalSeconds, seconds - Tolerance, double.MaxValue);
        Assert.Equal(1, registry.Traffic.Connections);
        Assert.Equal("Warning", outcome.Check(check).Status);
        Assert.Equal("AnsweredAfterThrottling", outcome.Check(check).Finding);
        Assert.NotEmpty(outcome.Check(check).Remediation);
        Assert.Equal("Passed", Assert.Single(outcome.Results.Where(result => result.Check != check).Select(result => result.Status).Distinct()));
        Assert.Contains(outcome.Verbose, line => line.Contains("429, again in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("too-many-requests", 1)]
    [InlineData("too-many-requests-date", 1)]
    [InlineData("throttled-once", 1)]
    [InlineData("too-many-requests-silent", 2)]
    public async Task Throttling_beyond_the_timeout_is_reported_at_once(string fault, int requests)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken);

        CheckResult challenge = simulated.Check(engine, registry.LoginServer, $"-TimeoutSeconds {requests}").Check("Challenge");

        Assert.Equal("CONNECTIVITY_TOOMANYREQUESTS_ERROR", challenge.ErrorCode);
        Assert.Equal(requests, registry.Traffic.Requests);
        Assert.True((TimeSpan)challenge.Source.Properties["Duration"].Value < TimeSpan.FromSeconds(requests));
    }

    [Fact]
    public async Task A_registry_without_Retry_After_is_retried_with_growing_pauses_and_finally_given_up()
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("too-many-requests-silent", TestContext.Current.CancellationToken);

        CheckResult challenge = simulated.Check(engine, registry.LoginServer, "-TimeoutSeconds 60").Check("Challenge");

        DateTimeOffset[] asked = [.. registry.Traffic.Log.Select(seen => seen.Time)];
        Assert.Equal("CONNECTIVITY_TOOMANYREQUESTS_ERROR", challenge.ErrorCode);
        Assert.Equal(4, asked.Length);
        Assert.All(asked.Zip(asked.Skip(1)).Index(), pause =>
            Assert.InRange((pause.Item.Second - pause.Item.First).TotalSeconds, Math.Pow(2, pause.Index) - Tolerance, double.MaxValue));
    }
}
