using AcrHealth.Cli.Resources;
using AcrHealth.Text;

namespace AcrHealth.Cli.Output;

/// <summary>Writes one line for each target, failing ones first.</summary>
internal sealed class SummaryOutput(TextWriter writer) : IResultOutput
{
    private readonly List<(string Name, HealthCheckResult? Failure, int Warnings)> _targets = [];

    public void Write(IReadOnlyList<HealthCheckResult> results) => _targets.Add((
        TargetName.Of(results[0]),
        results.FirstOrDefault(result => result.Status == CheckStatus.Failed),
        results.Count(result => result.Status == CheckStatus.Warning)));

    public void Complete()
    {
        foreach ((string name, HealthCheckResult? failure, int warnings) in _targets.OrderBy(target => target.Failure is null).ThenByDescending(target => target.Warnings))
        {
            string verdict = failure is not null
                ? $"✗ {failure.Check} {failure.ErrorCode}: {UntrustedText.Clean(failure.Message)}"
                : warnings > 0 ? $"! {MessageFormat.Format(warnings == 1 ? Texts.OneWarning : Texts.Warnings, warnings)}" : $"✓ {Texts.Healthy}";
            writer.WriteLine($"{name}\t{verdict}");
        }

        writer.Flush();
    }
}
