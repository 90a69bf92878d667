using System.Management.Automation;

namespace AcrHealth.Reports;

/// <summary>Converts results that were read from a node's log: their details become objects, as those of other machines are.</summary>
internal static class NodeResult
{
    public static HealthCheckResult Convert(HealthCheckResult result) => result.Detail is ReportValue detail ? result.WithDetail(Value(detail)) : result;

    private static object? Value(ReportValue value) => value switch
    {
        ReportValue.Text text => text.Value,
        ReportValue.Number number => number.Value,
        ReportValue.Flag flag => flag.Value,
        ReportValue.List list => list.Items.Select(Value).ToArray(),
        ReportValue.Fields fields => Fields(fields),
        _ => null,
    };

    // The names in JSON begin with a lower-case letter; PowerShell does not mind.
    private static PSObject Fields(ReportValue.Fields fields)
    {
        var result = new PSObject();
        foreach ((string name, ReportValue field) in fields.Items)
        {
            string property = name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : "_";
            if (result.Properties[property] is null)
            {
                result.Properties.Add(new PSNoteProperty(property, Value(field)));
            }
        }

        return result;
    }
}
