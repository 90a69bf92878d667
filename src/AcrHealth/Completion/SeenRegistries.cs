namespace AcrHealth.Completion;

/// <summary>The registries that have been checked since the module was loaded, the latest first.</summary>
internal static class SeenRegistries
{
    private const int Most = 200;

    private static readonly LinkedList<string> Names = [];
    private static readonly object Gate = new();

    public static void Add(string name)
    {
        lock (Gate)
        {
            Names.Remove(name);
            Names.AddFirst(name);
            if (Names.Count > Most)
            {
                Names.RemoveLast();
            }
        }
    }

    public static IReadOnlyList<string> All()
    {
        lock (Gate)
        {
            return [.. Names];
        }
    }
}
