namespace AcrHealth.Core.Tests.Waiting;

/// <summary>A clock whose pauses take no time: whoever waits for one finds it over, and the clock put on by its length. Longer times never end.</summary>
/// <param name="longestPause">The longest time that is a pause.</param>
internal sealed class JumpingTime(TimeSpan longestPause) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now => TimeSpan.FromTicks(Interlocked.Read(ref _now));

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= longestPause)
        {
            Interlocked.Add(ref _now, dueTime.Ticks);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
