namespace AcrHealth.Waiting;

/// <summary>A pause after an attempt in which checks failed.</summary>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="Failures">The checks that failed.</param>
/// <param name="Length">The time until the next attempt.</param>
internal sealed record WaitPause(int Attempt, IReadOnlyList<HealthCheckResult> Failures, TimeSpan Length);
