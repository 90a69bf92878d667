using System.Collections.ObjectModel;
using System.Globalization;

namespace AcrHealth;

/// <summary>A list of texts that converts to one readable line, such as for a cell of Export-Csv.</summary>
public sealed class TextList : ReadOnlyCollection<string>
{
    private readonly bool _isNumbered;

    internal TextList(IReadOnlyList<string> items, bool isNumbered = false)
        : base([.. items])
    {
        _isNumbered = isNumbered;
    }

    /// <summary>The texts in one line, numbered if they are steps.</summary>
    public override string ToString() => _isNumbered
        ? string.Join(' ', this.Select((text, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {text}")))
        : string.Join(", ", this);
}
