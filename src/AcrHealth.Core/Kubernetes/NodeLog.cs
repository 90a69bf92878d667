using AcrHealth.Reports;

namespace AcrHealth.Kubernetes;

/// <summary>Reads results from the log of a node's pod: one line of JSON each, between the other output of programs.</summary>
internal static class NodeLog
{
    private const int MaximumResults = 10_000;

    /// <summary>The results, as ordinary results of the node.</summary>
    /// <param name="log">The log.</param>
    /// <param name="node">The node's name, which the results get as their computer name, regardless of the pod's name.</param>
    public static IReadOnlyList<HealthCheckResult> Read(string log, string node)
    {
        List<HealthCheckResult> results = [];
        foreach (string line in log.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line is ['{', .., '}'] && results.Count < MaximumResults && TryRead(line) is { } result)
            {
                results.Add(ResultConverter.Restore(result, node, DateTimeOffset.Now));
            }
        }

        return results;
    }

    private static ReportResult? TryRead(string line)
    {
        try
        {
            return ResultFile.Parse(line)[0];
        }
        catch (FormatException)
        {
            // A line that looks like JSON, from another program.
            return null;
        }
    }
}
