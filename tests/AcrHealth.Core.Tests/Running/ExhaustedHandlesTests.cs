using System.Net.Sockets;
using System.Text.RegularExpressions;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

/// <summary>Checks that could not open what they needed, for want of file handles.</summary>
public sealed class ExhaustedHandlesTests
{
    [Fact]
    public async Task A_check_is_made_again_when_handles_have_run_out()
    {
        int runs = 0;
        HealthCheckResult result = await RunAsync(new FakeCheck("First", (_, _) => ++runs < 3 ? throw Exhausted() : Task.FromResult(CheckOutcome.Passed("open"))));

        Assert.Equal((CheckStatus.Passed, 3), (result.Status, runs));
    }

    [Fact]
    public async Task A_check_that_never_gets_one_is_skipped_in_its_time_and_did_not_crash()
    {
        HealthCheckResult result = await RunAsync(new FakeCheck("First", (_, _) => throw Exhausted()));

        Assert.Equal(CheckStatus.Skipped, result.Status);
        Assert.Contains("no file handles left", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_changes_something_is_not_made_twice()
    {
        int runs = 0;
        var check = new FakeCheck("First", (_, _) =>
        {
            runs++;
            throw Exhausted();
        })
        { Undoing = TimeSpan.FromMilliseconds(10) };

        HealthCheckResult result = await RunAsync(check);

        Assert.Equal((CheckStatus.Skipped, 1), (result.Status, runs));
    }

    // The runtime's exception for it is a time-out's, too, and so a fault of ours passed for a server that hangs.
    [Fact]
    public async Task A_pattern_that_took_too_long_is_not_a_check_that_timed_out()
    {
        var events = new RecordedEvents();

        await RunAsync(new FakeCheck("First", (_, _) => throw new RegexMatchTimeoutException()), events);

        Assert.Single(events.Crashes);
    }

    private static HttpRequestException Exhausted() => new("no", new SocketException((int)SocketError.TooManyOpenSockets));

    private static async Task<HealthCheckResult> RunAsync(HealthCheck check, RecordedEvents? events = null)
    {
        events ??= new();
        using var deadline = new Deadline();
        using var session = new HealthCheckSession(
            new() { Timeout = TimeSpan.FromSeconds(2) },
            [check],
            events,
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException(),
            () => throw new InvalidOperationException());
        List<HealthCheckResult> results = [];
        await HealthCheckRunner.RunAsync(session, null, results.Add, deadline.Token);
        return Assert.Single(results);
    }
}
