using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>One cause that a check can distinguish. Declared once, in the set of its area, which has its texts.</summary>
internal sealed class Finding
{
    private readonly FindingSet _set;

    internal Finding(FindingSet set, string name, CheckStatus status, ErrorCode? errorCode, IReadOnlyList<string> values)
    {
        _set = set;
        Name = name;
        Status = status;
        ErrorCode = errorCode;
        Values = values;
    }

    /// <summary>The name of the cause, as results carry it. Never translated.</summary>
    public string Name { get; }

    /// <summary>The status of a check that finds it: Failed or Warning.</summary>
    public CheckStatus Status { get; }

    /// <summary>The documented code; null if each check that finds it gives its own, or if a Warning has none.</summary>
    public ErrorCode? ErrorCode { get; }

    /// <summary>The names of the values, beside <see cref="FindingText.StandardValues"/>, that the texts may contain.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The message in the current language, with its placeholders.</summary>
    public string Message => _set.Text(Name);

    /// <summary>The remedies in the current language, the most likely first, with their placeholders.</summary>
    public IReadOnlyList<string> Remedies =>
        _set.Text(Name + FindingSet.RemediesSuffix).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Selects, from values that several causes share, those that its texts may contain.</summary>
    public (string Name, object? Value)[] Declared(IEnumerable<(string Name, object? Value)> values) => [.. values.Where(value => Values.Contains(value.Name))];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
