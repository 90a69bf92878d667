using System.Diagnostics;

namespace AcrHealth.Engine.Tests;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the condition holds, and fails when it does not for so long.</summary>
    public static async Task HoldsAsync(Func<bool> condition, TimeSpan? patience = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < (patience ?? Patience), "It never came to be.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
