namespace AcrHealth.Commands;

/// <summary>Where the results of one target wait until they are written.</summary>
/// <param name="isRegistry">Whether the target is a registry, rather than this machine.</param>
internal sealed class ResultPlace(bool isRegistry)
{
    public bool IsRegistry { get; } = isRegistry;

    public bool IsFailing { get; set; }

    public List<HealthCheckResult> Waiting { get; } = [];
}
