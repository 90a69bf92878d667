using AcrHealth.Adapters;
using AcrHealth.Running;

namespace AcrHealth.Cli.Running;

/// <summary>Creates sessions with the services of this program, which needs no separate load context.</summary>
internal static class Services
{
    public static HealthCheckSession Session(HealthCheckOptions options, IReadOnlyList<HealthCheck> checks, IRunEvents events) => new(
        options, checks, events, () => new EntraTokenSource(), () => new DnsExplainer(), () => new ResourceManagerPipeline(), () => new NodeServices());
}
