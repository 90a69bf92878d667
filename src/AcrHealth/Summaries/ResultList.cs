using System.Collections.ObjectModel;
using System.Management.Automation;

namespace AcrHealth;

/// <summary>The results of a summary, readable in places that hold only one text, such as a cell of Export-Csv.</summary>
public sealed class ResultList : ReadOnlyCollection<PSObject>
{
    internal ResultList(IReadOnlyList<PSObject> results)
        : base([.. results])
    {
    }

    /// <summary>Each check with its status, in one line.</summary>
    public override string ToString() =>
        string.Join(", ", this.Select(result => $"{result.Properties[nameof(HealthCheckResult.Check)]?.Value} {result.Properties[nameof(HealthCheckResult.Status)]?.Value}"));
}
