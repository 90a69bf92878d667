namespace AcrHealth.Help.Pages;

/// <summary>Something with a name, and what is said about it, by paragraph.</summary>
internal sealed record PageEntry(string Name, IReadOnlyList<string> Text, int Line);
