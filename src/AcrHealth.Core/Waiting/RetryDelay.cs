namespace AcrHealth.Waiting;

/// <summary>
/// How long to pause between attempts: twice as long each time up to a cap, of which the second half is left to chance. Machines of a fleet
/// that began together so drift apart, and yet no pause is shorter than the one before it.
/// </summary>
/// <param name="random">Chance, from 0 to 1.</param>
internal sealed class RetryDelay(Func<double> random)
{
    /// <summary>The shortest pause; time that is left and shorter is not worth another attempt.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, unless a registry asks for a longer one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = 2 * Shortest;

    /// <summary>The pause before the next attempt; null where there is no time for one.</summary>
    /// <param name="left">The time that is left.</param>
    /// <param name="lastTook">How long the last attempt took: the last one of all begins early enough to end in time, if there is enough.</param>
    /// <param name="asked">How long a registry asks to be left alone; zero where it does not.</param>
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
