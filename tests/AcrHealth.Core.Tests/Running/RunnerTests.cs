using AcrHealth.Core.Tests.Support;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

/// <summary>Runs checks that do what a test says.</summary>
public abstract class RunnerTests
{
    private protected RecordedEvents Events { get; } = new();

    private protected Task<List<HealthCheckResult>> RunAsync(params HealthCheck[] checks) => RunAsync(checks, null);

    private protected async Task<List<HealthCheckResult>> RunAsync(
        HealthCheck[] checks, HealthCheckOptions? options = null, Action<HealthCheckResult>? onResult = null)
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session(checks, options);
        var results = new List<HealthCheckResult>();
        await HealthCheckRunner.RunAsync(
            session,
            null,
            result =>
            {
                results.Add(result);
                onResult?.Invoke(result);
            },
            deadline.Token);
        return results;
    }

    private protected HealthCheckSession Session(HealthCheck[] checks, HealthCheckOptions? options = null) => new(
        options ?? new(),
        checks,
        Events,
        () => throw new InvalidOperationException("No check here asks for a token."),
        () => throw new InvalidOperationException("No check here asks for DNS."),
        () => throw new InvalidOperationException("No check here asks Resource Manager."));
}
