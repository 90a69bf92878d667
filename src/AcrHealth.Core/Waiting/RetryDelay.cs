namespace AcrHealth.Waiting;

/// <summary>
/// Computes the pause between attempts: twice as long each time up to a maximum, with the second half random. Machines of a fleet
/// that started together thus drift apart, and yet no pause is shorter than the one before it.
/// </summary>
/// <param name="random">Returns a random number from 0 to 1.</param>
internal sealed class RetryDelay(Func<double> random)
{
    /// <summary>The shortest pause; if less time is left, there is no other attempt.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, unless a registry asks for a longer one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = 2 * Shortest;

    /// <summary>Returns the pause before the next attempt; null if there is no time for one.</summary>
    /// <param name="left">The time that is left.</param>
    /// <param name="lastTook">The duration of the last attempt: the final one starts early enough to finish in time, if there is enough.</param>
    /// <param name="asked">The delay that a registry requested; zero if it did not.</param>
    public TimeSpan? Next(TimeSpan left, TimeSpan lastTook, TimeSpan asked)
    {
        TimeSpan pause = Max((_next / 2) + (_next / 2 * random()), asked);
        _next = Min(2 * _next, Longest);
        TimeSpan latest = Max(left - lastTook, left / 2);
        return left < Shortest ? null : Min(pause, latest);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
