namespace AcrHealth.Cli.Output;

/// <summary>Names the subject of a result: a machine, a registry, or a registry as another machine sees it.</summary>
internal static class TargetName
{
    public static string Of(HealthCheckResult result) => result.Registry is null ? result.ComputerName
        : result.ComputerName == Environment.MachineName ? result.Registry
        : $"{result.Registry} ({result.ComputerName})";
}
