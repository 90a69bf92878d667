using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using AcrHealth.Reports;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Pester;

/// <summary>The result of <c>Should -BeHealthy</c>, with the properties that Pester reads.</summary>
/// <param name="Succeeded">Whether the results are as they should be.</param>
/// <param name="FailureMessage">The description of the failure; empty if there is none.</param>
public sealed record HealthAssertion(bool Succeeded, string FailureMessage)
{
    private const string MessageIndent = "    ";

    /// <summary>Evaluates results of Test-AcrHealth: they are healthy if there is at least one, none failed and not all were skipped.</summary>
    /// <param name="actual">A result or a list of results; those of another session count as well.</param>
    /// <param name="negate">Whether they should not be healthy.</param>
    /// <param name="because">The reason that the author of the test gives; may be empty.</param>
    public static HealthAssertion Of(object? actual, bool negate, string because)
    {
        PSObject[] results = [.. Items(actual).OfType<object>().Select(PSObject.AsPSObject).SelectMany(item => ResultReader.ResultsIn(item) ?? [item])];
        if (results.Length == 0 || results.Any(result => StatusOf(result) is null || Text(result, nameof(HealthCheckResult.Check)) is null))
        {
            return new(false, Messages.ShouldNoResults);
        }

        if (Array.TrueForAll(results, result => StatusOf(result) == CheckStatus.Skipped))
        {
            return new(false, MessageFormat.Format(Messages.ShouldAllSkipped, string.Join(", ", results.Select(result => Text(result, nameof(HealthCheckResult.Check))).Distinct())));
        }

        PSObject[] failures = [.. results.Where(result => StatusOf(result) == CheckStatus.Failed)];
        string of = string.Join(", ", results.Select(TargetOf).Distinct());
        string reason = string.IsNullOrWhiteSpace(because) ? string.Empty : MessageFormat.Format(Messages.ShouldBecause, because.Trim());
        if (negate)
        {
            return new(failures.Length > 0, failures.Length > 0 ? string.Empty : MessageFormat.Format(Messages.ShouldNotBeHealthy, of, reason));
        }

        return new(
            failures.Length == 0,
            failures.Length == 0 ? string.Empty : MessageFormat.Format(failures.Length == 1 ? Messages.ShouldBeHealthyOne : Messages.ShouldBeHealthy, of, reason, failures.Length) + string.Concat(failures.Select(Describe)));
    }

    private static IEnumerable<object?> Items(object? actual) =>
        actual is PSObject { BaseObject: IList wrapped } ? wrapped.Cast<object?>() : actual is IList list ? list.Cast<object?>() : [actual];

    private static string Describe(PSObject failure)
    {
        var description = new StringBuilder();
        string message = Text(failure, nameof(HealthCheckResult.Message)) ?? string.Empty;
        description.Append(CultureInfo.InvariantCulture, $"\n  {TargetOf(failure)} {Text(failure, nameof(HealthCheckResult.Check))} {Text(failure, nameof(HealthCheckResult.ErrorCode))}");
        description.Append('\n').Append(MessageIndent).Append(message);
        int step = 0;
        foreach (object? remedy in Items(failure.Properties[nameof(HealthCheckResult.Remediation)]?.Value))
        {
            description.Append(CultureInfo.InvariantCulture, $"\n{MessageIndent}{++step}. {remedy}");
        }

        return description.ToString();
    }

    private static CheckStatus? StatusOf(PSObject result) => ResultValue.Convert<CheckStatus>(result.Properties[nameof(HealthCheckResult.Status)]?.Value);

    private static string TargetOf(PSObject result) => Text(result, nameof(HealthCheckResult.Registry)) ?? Text(result, nameof(HealthCheckResult.ComputerName)) ?? "-";

    private static string? Text(PSObject result, string property) => result.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
