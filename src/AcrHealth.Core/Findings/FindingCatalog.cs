namespace AcrHealth.Findings;

/// <summary>Lists all findings, by area.</summary>
internal static class FindingCatalog
{
    public static IReadOnlyList<Finding> All { get; } =
    [
        .. RunFindings.All,
        .. MachineFindings.All,
        .. ConnectionFindings.All,
        .. SignInFindings.All,
        .. DataFindings.All,
        .. PullFindings.All,
        .. PushFindings.All,
        .. ContainerClientFindings.All,
        .. ResourceFindings.All,
        .. PodFindings.All,
        .. ClusterFindings.All,
        .. NodeFindings.All,
        .. ContainerdFindings.All,
    ];
}
