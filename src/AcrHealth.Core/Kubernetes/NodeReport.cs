using AcrHealth.Findings;
using AcrHealth.Targets;

namespace AcrHealth.Kubernetes;

/// <summary>Creates results for nodes that could not be checked.</summary>
/// <param name="options">The options of the cluster check.</param>
internal sealed class NodeReport(ClusterOptions options)
{
    /// <summary>The check name of these results.</summary>
    public const string Check = "NodePod";

    private const double MoreTime = 4;

    /// <summary>Creates the result of a node for a cause.</summary>
    /// <param name="finding">The cause.</param>
    /// <param name="node">The node.</param>
    /// <param name="start">The time at which the check of the node began.</param>
    /// <param name="values">The values that only this cause has.</param>
    public HealthCheckResult Failed(Finding finding, ClusterNode node, DateTimeOffset start, params (string Name, object? Value)[] values)
    {
        (string Name, object? Value)[] all =
        [
            ("node", node.Name),
            ("toolImage", options.Image),
            ("selector", $"kubernetes.io/hostname={node.Name}"),
            ("seconds", options.Timeout.TotalSeconds),
            ("longer", options.Timeout.TotalSeconds * MoreTime),
            .. values,
        ];
        (string Name, object? Value)[] used = finding.Declared(all);
        var text = new FindingText(Target(), new() { CommandSyntax = options.CommandSyntax });
        return new()
        {
            Category = CheckCategory.Environment,
            Check = Check,
            Status = finding.Status,
            ErrorCode = finding.ErrorCode?.Name,
            Finding = finding.Name,
            Message = text.Message(finding, used),
            Remediation = text.Remedies(finding, used),
            StartTime = start,
            Duration = DateTimeOffset.Now - start,
            HelpUri = finding.ErrorCode?.HelpUri,
            ComputerName = node.Name,
        };
    }

    /// <summary>Creates the result of a node that is not checked in this way.</summary>
    public static HealthCheckResult Skipped(ClusterNode node, string message) => new()
    {
        Category = CheckCategory.Environment,
        Check = Check,
        Status = CheckStatus.Skipped,
        Message = message,
        StartTime = DateTimeOffset.Now,
        Duration = TimeSpan.Zero,
        ComputerName = node.Name,
    };

    private RegistryTarget? Target() => options.Registries.Count == 0 ? null : RegistryParser.TryParse(options.Registries[0], new(null, null));
}
