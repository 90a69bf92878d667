namespace AcrHealth;

/// <summary>Lists as people index them.</summary>
internal static class Indexable
{
    /// <summary>
    /// The list as an array. Of what the compiler makes of a collection expression PowerShell's <c>[0]</c> gives the whole, as of anything whose
    /// type is not public.
    /// </summary>
    public static T[] Of<T>(IReadOnlyList<T> items) => items as T[] ?? items.ToArray();
}
