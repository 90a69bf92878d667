using System.Diagnostics;

namespace AcrHealth.Engine.Tests;

/// <summary>The resources that this process holds after everything unused is released.</summary>
internal sealed record Inventory(int Handles, int Threads, long Memory, int Children)
{
    // The pool lets a thread go that has had nothing to do for 20 seconds, and with it the buffers that the runtime keeps for each thread.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <param name="expected">The resources that should remain: the method waits for them as long as that may take.</param>
    public static async Task<Inventory> TakeAsync(Inventory? expected = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            Inventory now = Take();
            if (Stopwatch.GetElapsedTime(started) > (expected is null ? TimeSpan.FromSeconds(2) : Timeout)
                || (expected is not null && now.IsWithin(expected)))
            {
                return now;
            }

            await Task.Delay(250);
        }
    }

    /// <summary>Whether it is no more of anything.</summary>
    public bool IsWithin(Inventory other) =>
        Handles <= other.Handles && Threads <= other.Threads && Memory <= other.Memory && Children <= other.Children;

    /// <summary>Counts the resources that it holds at this moment.</summary>
    public static Inventory Take()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var self = Process.GetCurrentProcess();
        return new(Directory.GetFiles("/proc/self/fd").Length, self.Threads.Count, GC.GetTotalMemory(forceFullCollection: true), CountChildren());
    }

    private static int CountChildren() => Directory.GetDirectories("/proc/self/task").Sum(CountChildren);

    private static int CountChildren(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        }
        catch (IOException)
        {
            // The thread has ended; its children are another's now, who is counted, too.
            return 0;
        }
    }
}
