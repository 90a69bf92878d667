using AcrHealth.Checks;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Identity;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks;

/// <summary>Makes one check by itself, with the others ended as the test says.</summary>
internal static class CheckTestBed
{
    public static Task<CheckOutcome> RunAsync(HealthCheck check, string? registry, params (string Check, CheckOutcome Outcome)[] others) =>
        RunAsync(check, registry, new HealthCheckOptions(), others);

    /// <summary>Returns the context of a check, for judgments that do not run one.</summary>
    public static CheckContext ContextOf(
        HealthCheck check, string? registry, HealthCheckOptions? options = null, params (string Check, CheckOutcome Outcome)[] others) => new(
        check,
        new HealthCheckSession(
            options ?? new HealthCheckOptions(),
            CheckCatalog.All,
            new RecordedEvents(),
            () => throw new InvalidOperationException("Nobody signs in."),
            () => throw new InvalidOperationException("Nobody asks DNS."),
            () => throw new InvalidOperationException("Nobody asks Resource Manager.")),
        registry is null ? null : RegistryParser.Parse(registry, new(AzureCloud.Public, null)),
        others.ToDictionary(other => other.Check, other => Task.FromResult(other.Outcome)));

    public static Task<CheckOutcome> RunAsync(
        HealthCheck check, string? registry, HealthCheckOptions options, params (string Check, CheckOutcome Outcome)[] others) =>
        RunAsync(check, registry, options, null, others);

    public static async Task<CheckOutcome> RunAsync(
        HealthCheck check, string? registry, HealthCheckOptions options, IEntraTokenSource? source, params (string Check, CheckOutcome Outcome)[] others)
    {
        using var deadline = new Deadline();
        using var session = new HealthCheckSession(
            options,
            CheckCatalog.All,
            new RecordedEvents(),
            () => source ?? throw new InvalidOperationException("Nobody signs in."),
            () => throw new InvalidOperationException("Nobody asks DNS."),
            () => throw new InvalidOperationException("Nobody asks Resource Manager."));
        RegistryTarget? target = registry is null ? null : RegistryParser.Parse(registry, new(AzureCloud.Public, null));
        var outcomes = others.ToDictionary(other => other.Check, other => Task.FromResult(other.Outcome));
        return await check.RunAsync(new(check, session, target, outcomes), deadline.Token);
    }
}
