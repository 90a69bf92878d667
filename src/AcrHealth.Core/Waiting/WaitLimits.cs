namespace AcrHealth.Waiting;

/// <summary>The time limit for all targets of one command. The time starts when the object is created.</summary>
/// <param name="whole">The total time to wait.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Returns a random number from 0 to 1.</param>
internal sealed class WaitLimits(TimeSpan whole, TimeProvider time, Func<double> random)
{
    private readonly long _began = time.GetTimestamp();

    public TimeProvider Time => time;

    public Func<double> Random => random;

    public TimeSpan Whole => whole;

    /// <summary>The time that is left; negative once it is up.</summary>
    public TimeSpan Left => whole - time.GetElapsedTime(_began);
}
