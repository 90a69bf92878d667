using System.Reflection;

namespace AcrHealth.Reports;

/// <summary>The content of a report: the results by target, failures and warnings first.</summary>
/// <param name="Created">The time at which the report was created.</param>
/// <param name="Results">The results in their original order.</param>
/// <param name="Targets">The same results by target: failing ones first, then those with warnings, otherwise in their original order.</param>
internal sealed record HealthReport(DateTimeOffset Created, IReadOnlyList<ReportResult> Results, IReadOnlyList<ReportTarget> Targets)
{
    /// <summary>The module's version, with the label of a pre-release; the commit that it was built from follows the plus sign.</summary>
    public static string Version { get; } =
        typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? string.Empty;

    /// <summary>The machines in the order of their first result.</summary>
    public IReadOnlyList<string> Computers { get; } = [.. Results.Select(result => result.ComputerName).Distinct()];

    public int Failing => Targets.Count(target => target.Verdict == CheckStatus.Failed);

    /// <summary>Groups results by target. If a check occurs again for the same target, a new run of that target begins.</summary>
    public static HealthReport Of(IReadOnlyList<ReportResult> results, DateTimeOffset created)
    {
        List<List<ReportResult>> runs = [];
        Dictionary<(string Computer, string? Registry), (List<ReportResult> Results, HashSet<string> Checks, int Number)> latest = [];
        Dictionary<List<ReportResult>, int> numbers = [];
        foreach (ReportResult result in results)
        {
            (string, string?) key = (result.ComputerName, result.Registry);
            bool known = latest.TryGetValue(key, out (List<ReportResult> Results, HashSet<string> Checks, int Number) run);
            if (!known || !run.Checks.Add(result.Check))
            {
                run = ([], [result.Check], known ? run.Number + 1 : 1);
                latest[key] = run;
                runs.Add(run.Results);
                numbers[run.Results] = run.Number;
            }

            run.Results.Add(result);
        }

        IEnumerable<ReportTarget> targets = runs.Select(run => new ReportTarget(run[0].ComputerName, run[0].Registry, numbers[run], run));
        return new(created, results, [.. targets.OrderBy(target => ReportTarget.Order.ToList().IndexOf(target.Verdict))]);
    }

    public int Count(CheckStatus status) => Results.Count(result => result.Status == status);
}
