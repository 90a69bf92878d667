using System.Diagnostics;

namespace AcrHealth.Testing;

/// <summary>Waits for what happens on other threads and in other processes.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Waits until the condition holds, and fails when it does not for so long.</summary>
    public static async Task HoldsAsync(Func<bool> condition, TimeSpan? timeLimit = null, Func<string>? otherwise = null)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= (timeLimit ?? Timeout))
            {
                Assert.Fail(otherwise?.Invoke() ?? "It never came to be.");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
