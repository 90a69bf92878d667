using System.Globalization;
using AcrHealth.Reference;

namespace AcrHealth.Completion;

/// <summary>Completes error codes.</summary>
public sealed class ErrorCodeCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() =>
        ErrorReference.Entries(CultureInfo.CurrentUICulture).Select(entry => (entry.Code, entry.Meaning));
}
