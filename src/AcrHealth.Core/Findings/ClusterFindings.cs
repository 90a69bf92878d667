using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The causes for which a node of a cluster cannot be checked.</summary>
internal static class ClusterFindings
{
    private static readonly FindingSet Set = new(nameof(ClusterFindings));

    public static IReadOnlyList<Finding> All => Set.All;
    public static Finding NodePodImage { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "toolImage", "cause", "code"]);
    public static Finding NodePodRejected { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "reason", "toolImage"]);
    public static Finding NodePodNotStarted { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "reason", "toolImage", "selector"]);
    public static Finding NodePodTimedOut { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "seconds", "reason", "toolImage", "selector", "longer"]);
    public static Finding NodePodFailed { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "exitCode", "reason", "toolImage", "selector"]);
    public static Finding NodePodGone { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "toolImage", "selector"]);
    public static Finding NodePodUnreadable { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "reason", "toolImage", "selector"]);
    public static Finding NodeNotReady { get; } = Set.Failed(ErrorCodes.Unexpected, ["node", "reason"]);
}
