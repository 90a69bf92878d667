using System.Globalization;
using AcrHealth.Checks;

namespace AcrHealth.Completion;

/// <summary>Completes error codes.</summary>
public sealed class ErrorCodeCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() =>
        CheckCatalog.DescribeErrors(CultureInfo.CurrentUICulture).Select(entry => (entry.Code, entry.Meaning));
}
