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
        HealthCheck check, string? registry, HealthCheckOptions? options = null, params (string Check, CheckOutcome Outcome)[] others) =>
        ContextIn(SessionOf(options ?? new HealthCheckOptions(), null), check, registry, others);

    public static Task<CheckOutcome> RunAsync(
        HealthCheck check, string? registry, HealthCheckOptions options, params (string Check, CheckOutcome Outcome)[] others) =>
        RunAsync(check, registry, options, null, others);

    public static async Task<CheckOutcome> RunAsync(
        HealthCheck check, string? registry, HealthCheckOptions options, IEntraTokenSource? source, params (string Check, CheckOutcome Outcome)[] others)
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = SessionOf(options, source);
        return await check.RunAsync(ContextIn(session, check, registry, others), deadline.Token);
    }

    private static HealthCheckSession SessionOf(HealthCheckOptions options, IEntraTokenSource? source) => new(
        options,
        CheckCatalog.All,
        new RecordedEvents(),
        () => source ?? throw new InvalidOperationException("Nobody signs in."),
        () => throw new InvalidOperationException("Nobody asks DNS."),
        () => throw new InvalidOperationException("Nobody asks Resource Manager."));

    private static CheckContext ContextIn(HealthCheckSession session, HealthCheck check, string? registry, (string Check, CheckOutcome Outcome)[] others) => new(
        check,
        session,
        registry is null ? null : RegistryParser.Parse(registry, new(AzureCloud.Public, null)),
        others.ToDictionary(other => other.Check, other => Task.FromResult(other.Outcome)));
}
