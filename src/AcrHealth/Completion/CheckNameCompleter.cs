using AcrHealth.Checks;

namespace AcrHealth.Completion;

/// <summary>Completes the names of checks.</summary>
public sealed class CheckNameCompleter : NameCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() => CheckCatalog.All.Select(check => (check.Name, check.Description));
}
