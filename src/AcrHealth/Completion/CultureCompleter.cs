using System.Globalization;

namespace AcrHealth.Completion;

/// <summary>Completes the cultures that the module supports.</summary>
public sealed class CultureCompleter : NameCompleter
{
    private static readonly string[] Cultures = ["en-US", "ko-KR"];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, string ToolTip)> Candidates() =>
        Cultures.Select(name => (name, CultureInfo.GetCultureInfo(name).NativeName));
}
