namespace AcrHealth.Help.Commands;

internal static class ListExtensions
{
    /// <summary>Where an item is in a list; what is not in it comes last.</summary>
    public static int IndexOf(this IReadOnlyList<string> list, string item)
    {
        for (int index = 0; index < list.Count; index++)
        {
            if (list[index] == item)
            {
                return index;
            }
        }

        return int.MaxValue;
    }
}
