using System.Diagnostics;

namespace AcrHealth.Engine.Tests;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the condition holds, and fails when it does not for so long.</summary>
    public static async Task HoldsAsync(Func<bool> condition, TimeSpan? timeLimit = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < (timeLimit ?? Timeout), "It never came to be.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
