using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AcrHealth.Completion;

/// <summary>The registries that this session has checked since the module was loaded, the latest first. A process can have many sessions.</summary>
internal static class SeenRegistries
{
    private const int Most = 200;

    private static readonly ConditionalWeakTable<Runspace, LinkedList<string>> Sessions = [];

    public static void Add(string name)
    {
        if (OfThisSession() is not { } names)
        {
            return;
        }

        lock (names)
        {
            names.Remove(name);
            names.AddFirst(name);
            if (names.Count > Most)
            {
                names.RemoveLast();
            }
        }
    }

    public static IReadOnlyList<string> All()
    {
        if (OfThisSession() is not { } names)
        {
            return [];
        }

        lock (names)
        {
            return [.. names];
        }
    }

    private static LinkedList<string>? OfThisSession() => Runspace.DefaultRunspace is { } session ? Sessions.GetOrCreateValue(session) : null;
}
