using System.Collections.ObjectModel;
using System.Management.Automation;

namespace AcrHealth;

/// <summary>The results that a summary stands for, readable where only one text fits, as in a cell of Export-Csv.</summary>
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
