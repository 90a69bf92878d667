namespace AcrHealth.Model;

/// <summary>Lists as people index them.</summary>
internal static class Indexable
{
    // People read results, and send them on: a peer decides on the length of most lists.
    private const int MaximumItems = 250;

    /// <summary>
    /// The list as an array, cut to a length that a result can carry. Of what the compiler makes of a collection expression PowerShell's <c>[0]</c> gives the whole, as of anything whose
    /// type is not public.
    /// </summary>
    public static T[] Of<T>(IReadOnlyList<T> items) => items is T[] { Length: <= MaximumItems } array ? array : [.. items.Take(MaximumItems)];
}
