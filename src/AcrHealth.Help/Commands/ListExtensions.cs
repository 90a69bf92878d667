namespace AcrHealth.Help.Commands;

internal static class ListExtensions
{
    /// <summary>Returns the position of an item in a list; an item that is not in it sorts last.</summary>
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
