using System.Diagnostics;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>
/// Counts the responses of a healthy registry that a run waits for in sequence: the simulator delays each, so that a request
/// that comes later than the response to another has waited for it, whatever else the machine does.
/// </summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class RoundTripTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(2);

    // The documented bound: a fifth of the time may be our own work.
    private const double MostBesideAnswers = 1.2;

    // Requests are recorded by one clock, and delays expire by another.
    private static readonly TimeSpan BetweenClocks = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Only_dependent_requests_are_made_one_after_the_other()
    {
        await using AzureSimulator azure = await AzureSimulator.StartAsync(new() { Latency = Latency }, TestContext.Current.CancellationToken);
        using var identity = new EnvironmentScope([.. azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))]);
        using var engine = new ModuleEngine();
        const string Script = "param($registry, $authority) Test-AcrHealth $registry -CACertificate $authority -ExcludeCheck Docker*, Helm* -TimeoutSeconds 60";
        object[] arguments = [azure.Healthy.LoginServer, azure.CertificateAuthority];
        engine.Run(Script, arguments);
        int registryBefore = azure.Healthy.Traffic.Log.Count;
        int entraBefore = azure.EntraTraffic.Log.Count;
        int dataBefore = azure.DataEndpointTraffic.Log.Count;

        long started = Stopwatch.GetTimestamp();
        ScriptOutcome outcome = engine.Run(Script, arguments);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        RecordedRequest[] registry = [.. azure.Healthy.Traffic.Log.Skip(registryBefore)];
        RecordedRequest[] entra = [.. azure.EntraTraffic.Log.Skip(entraBefore)];
        RecordedRequest[] data = [.. azure.DataEndpointTraffic.Log.Skip(dataBefore)];
        Assert.Equal("GET /v2/", $"{registry[0].Method} {registry[0].Target}");

        // Four to sign in, then the token, tag, manifest and blob of an image, and its first bytes.
        Assert.Equal((8, 1), (registry.Length, data.Length));

        // Entra ID's token is for the exchange; the registry's first answer is there by then.
        int needed = entra.Length + registry.Length + data.Length - 1;
        Assert.Equal(needed, InSequence([.. entra, .. registry, .. data]));
        Assert.True(registry[0].Time - entra[0].Time < Latency, "The registry was asked only when Entra ID had answered.");
        Assert.True(entra[0].Time - registry[0].Time < Latency, "Entra ID was asked only when the registry had answered.");
        Assert.InRange(elapsed, needed * Latency, needed * Latency * MostBesideAnswers);
    }

    // The most requests of which each began when the one before had been answered.
    private static int InSequence(RecordedRequest[] requests)
    {
        int count = 0;
        DateTimeOffset answered = DateTimeOffset.MinValue;
        foreach (RecordedRequest request in requests.OrderBy(request => request.Time))
        {
            if (request.Time + BetweenClocks >= answered)
            {
                count++;
                answered = request.Time + Latency;
            }
        }

        return count;
    }
}
