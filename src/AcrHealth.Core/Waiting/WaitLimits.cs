namespace AcrHealth.Waiting;

/// <summary>When time is up for all targets of one command. Its time begins when it is made.</summary>
/// <param name="whole">How long to wait in all.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Chance, from 0 to 1.</param>
internal sealed class WaitLimits(TimeSpan whole, TimeProvider time, Func<double> random)
{
    private readonly long _began = time.GetTimestamp();

    public TimeProvider Time => time;

    public Func<double> Random => random;

    public TimeSpan Whole => whole;

    /// <summary>The time that is left; less than zero once it is up.</summary>
    public TimeSpan Left => whole - time.GetElapsedTime(_began);
}
