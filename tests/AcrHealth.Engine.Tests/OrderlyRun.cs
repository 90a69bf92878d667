using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Checks that, whatever a server did, each check of a run ended in its time, and none of them failed by a defect of ours.</summary>
internal static class OrderlyRun
{
    // Two seconds, and what a busy machine takes beside them.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3.5);

    public static void Assert(ScriptOutcome outcome)
    {
        Xunit.Assert.Null(outcome.Terminating);
        Xunit.Assert.DoesNotContain(outcome.Results, result => result.Message.Contains("AcrHealth itself failed", StringComparison.Ordinal));
        Xunit.Assert.All(outcome.Results, result => Xunit.Assert.True((TimeSpan)result.Source.Properties["Duration"].Value < Longest, $"{result}"));
        Xunit.Assert.All(outcome.Results, result => Xunit.Assert.InRange(result.Message.Length, 1, 1000));
    }
}
