namespace AcrHealth.Model;

/// <summary>Converts lists to arrays, which PowerShell can index.</summary>
internal static class Indexable
{
    // A peer controls the length of most lists, and results are read by people and sent on.
    private const int MaximumItems = 250;

    /// <summary>
    /// Returns the list as an array, cut to the length that a result can carry. The compiler creates collection expressions with a type that is not public,
    /// and for such a type PowerShell's <c>[0]</c> returns the whole list.
    /// </summary>
    public static T[] Of<T>(IReadOnlyList<T> items) => items is T[] { Length: <= MaximumItems } array ? array : [.. items.Take(MaximumItems)];
}
