using System.Text.Json;

namespace AcrHealth.Simulator.Commands;

/// <summary>Verifies what the demo has shown: a demo that shows something else than it says is worse than one that fails.</summary>
internal static class DemoResults
{
    /// <summary>Describes the registries whose results differ from what their faults should give.</summary>
    /// <param name="simulator">The registries with their faults.</param>
    /// <param name="report">The results as a JSON report.</param>
    public static IEnumerable<string> Problems(AzureSimulator simulator, string report)
    {
        ILookup<string?, string?> failures = Failures(report);
        foreach (SimulatedRegistry registry in simulator.Registries)
        {
            string?[] expected = registry.Fault.Code is null ? [] : [registry.Fault.Code];
            if (!failures[registry.LoginServer].SequenceEqual(expected) || report.Length == 0)
            {
                yield return Message.Format(Strings.DemoFailed, registry.LoginServer, registry.Fault.Code ?? Strings.NoFailure);
            }
        }
    }

    private static ILookup<string?, string?> Failures(string report)
    {
        if (report.Length == 0)
        {
            return Enumerable.Empty<string>().ToLookup(_ => (string?)null, _ => (string?)null);
        }

        using JsonDocument document = JsonDocument.Parse(report);
        return document.RootElement.GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("status").GetString() == "Failed")
            .ToLookup(result => result.GetProperty("registry").GetString(), result => result.GetProperty("errorCode").GetString());
    }
}
