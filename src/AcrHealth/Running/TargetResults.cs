using AcrHealth.Model;

namespace AcrHealth.Running;

/// <summary>Holds the results of one target until they are written.</summary>
/// <param name="registry">The registry; null for this machine.</param>
internal sealed class TargetResults(string? registry)
{
    public string? Registry { get; } = registry;

    public bool IsRegistry => Registry is not null;

    public bool IsFailing { get; set; }

    public TargetVerdict Verdict { get; } = new();

    public List<HealthCheckResult> Waiting { get; } = [];

    /// <summary>All results, for a run that returns a summary.</summary>
    public List<HealthCheckResult> All { get; } = [];
}
