using AcrHealth.Core.Tests.Support;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

/// <summary>Runs that end before their checks do, and what they leave behind.</summary>
public sealed class RunEndTests : RunnerTests
{
    private static readonly CheckOutput<Disposable> Opened = new("First");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_whose_time_is_up_fails_with_its_own_code(bool notices)
    {
        var hanging = new FakeCheck("First", async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, notices ? cancellationToken : TestContext.Current.CancellationToken);
            return CheckOutcome.Passed("never");
        });

        List<HealthCheckResult> results = await RunAsync(
            [hanging, FakeCheck.Passing("Second"), FakeCheck.Passing("Third", "First")],
            new HealthCheckOptions { Timeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal((CheckStatus.Failed, ErrorCodes.DockerDaemon.Name), (results[0].Status, results[0].ErrorCode));
        Assert.Equal("TimedOut", results[0].Finding);
        Assert.Equal(CheckStatus.Passed, results[1].Status);
        Assert.Equal(["First"], results[2].BlockedBy);
    }

    [Fact]
    public async Task Asking_first_does_not_use_up_the_checks_time()
    {
        var asking = new FakeCheck("First", CheckOutcome.Passed("asked"))
        {
            Confirm = async cancellationToken =>
            {
                await Task.Delay(300, cancellationToken);
                return null;
            },
        };

        HealthCheckResult result = Assert.Single(await RunAsync([asking], new HealthCheckOptions { Timeout = TimeSpan.FromMilliseconds(100) }));

        Assert.Equal(CheckStatus.Passed, result.Status);
    }

    [Fact]
    public async Task With_StopOnFailure_a_failure_ends_the_other_checks()
    {
        var started = new TaskCompletionSource();
        var failing = new FakeCheck("First", async (_, cancellationToken) =>
        {
            await started.Task.WaitAsync(cancellationToken);
            return TestOutcome.Failed(ErrorCodes.DockerDaemon, "failed");
        });
        var running = new FakeCheck("Second", async (_, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return CheckOutcome.Passed("never");
        });

        List<HealthCheckResult> results = await RunAsync([failing, running], new HealthCheckOptions { StopOnFailure = true });

        Assert.Equal([CheckStatus.Failed, CheckStatus.Skipped], results.Select(result => result.Status));
        Assert.Equal(Strings.SkippedStopped, results[1].Message);
    }

    [Fact]
    public async Task Unless_the_caller_wants_it_a_failure_ends_nothing()
    {
        List<HealthCheckResult> results = await RunAsync(FakeCheck.Failing("First"), FakeCheck.Failing("Second"), FakeCheck.Passing("Third"));

        Assert.Equal([CheckStatus.Failed, CheckStatus.Failed, CheckStatus.Passed], results.Select(result => result.Status));
    }

    [Fact]
    public async Task When_the_caller_cancels_the_run_ends_and_what_was_given_stays()
    {
        using var deadline = new Deadline();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        using HealthCheckSession session = Session([FakeCheck.Passing("First"), FakeCheck.Hanging("Second"), FakeCheck.Passing("Third", "Second")]);
        var results = new List<HealthCheckResult>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HealthCheckRunner.RunAsync(
            session,
            null,
            result =>
            {
                results.Add(result);
                cancel.Cancel();
            },
            cancel.Token));

        Assert.False(deadline.Token.IsCancellationRequested);
        Assert.Equal("First", Assert.Single(results).Check);
        Assert.Empty(Events.Crashes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_with_cleanup_gets_its_cleanup_time_after_a_timeout_or_a_stop(bool stops)
    {
        using var caller = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        bool undone = false;
        var check = new FakeCheck("First", async (_, cancellationToken) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Longer than what a check has to notice that its time is up.
                await Task.Delay(TimeSpan.FromSeconds(1.5), CancellationToken.None);
                undone = true;
            }

            return CheckOutcome.Passed("undone");
        })
        { Undoing = TimeSpan.FromMinutes(1) };
        using HealthCheckSession session = Session([check], new() { Timeout = stops ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(50) });
        var results = new List<HealthCheckResult>();

        Task run = HealthCheckRunner.RunAsync(session, null, results.Add, caller.Token);
        await begun.Task;
        if (stops)
        {
            await caller.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }
        else
        {
            await run;
            Assert.Equal("undone", Assert.Single(results).Message);
        }

        Assert.True(undone);
    }

    // The check sees the end itself: whoever waits for it being told is not enough, for what it has started would go on.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_under_way_is_cancelled_and_has_ended_when_the_run_has(bool byCaller)
    {
        using var caller = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        bool ended = false;
        var hanging = new FakeCheck("First", async (_, cancellationToken) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
                ended = true;
            }

            return CheckOutcome.Passed("never");
        });
        var failing = new FakeCheck("Second", async (_, cancellationToken) =>
        {
            await begun.Task.WaitAsync(cancellationToken);
            return byCaller ? CheckOutcome.Passed("passed") : TestOutcome.Failed(ErrorCodes.DockerDaemon, "failed");
        });
        using HealthCheckSession session = Session([hanging, failing], new() { StopOnFailure = true });

        Task run = HealthCheckRunner.RunAsync(session, null, _ => { }, caller.Token);
        await begun.Task;
        if (byCaller)
        {
            await caller.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }
        else
        {
            await run;
        }

        Assert.True(ended);
    }

    [Fact]
    public async Task What_a_check_opened_is_closed_though_the_check_never_ends()
    {
        var value = new Disposable();
        var stuck = new FakeCheck("First", (context, _) =>
        {
            context.Scope.Own(value);
            return new TaskCompletionSource<CheckOutcome>().Task;
        });

        await RunAsync([stuck], new() { Timeout = TimeSpan.FromMilliseconds(20) });

        Assert.Equal(1, value.Disposals);
    }

    [Fact]
    public async Task Values_are_disposed_of_after_the_last_check_has_ended()
    {
        var value = new Disposable();
        List<HealthCheckResult> results = await RunAsync(
            new FakeCheck("First", CheckOutcome.Passed("first").WithOutput(Opened, value)),
            new FakeCheck("Second", (context, _) => Task.FromResult(CheckOutcome.Passed(context.Get(Opened).Disposals.ToString(System.Globalization.CultureInfo.InvariantCulture))), "First"));

        Assert.Equal("0", results[1].Message);
        Assert.Equal(1, value.Disposals);
    }

    [Fact]
    public async Task Values_are_disposed_of_even_where_a_result_cannot_be_given()
    {
        using var deadline = new Deadline();
        var value = new Disposable();
        using HealthCheckSession session = Session([new FakeCheck("First", CheckOutcome.Passed("first").WithOutput(Opened, value)), FakeCheck.Passing("Second")]);

        await Assert.ThrowsAsync<InvalidDataException>(() => HealthCheckRunner.RunAsync(session, null, _ => throw new InvalidDataException(), deadline.Token));

        Assert.Equal(1, value.Disposals);
    }

    // A look at a share that is dead holds up the thread and knows of no time.
    [Fact]
    public async Task A_check_that_does_not_even_begin_to_wait_is_left_behind_when_its_time_is_up()
    {
        using var over = new ManualResetEventSlim();
        var blocking = new FakeCheck("First", (_, _) =>
        {
            over.Wait(TestContext.Current.CancellationToken);
            return Task.FromResult(CheckOutcome.Passed("late"));
        });

        List<HealthCheckResult> results = await RunAsync(
            [blocking, FakeCheck.Passing("Second", "First")], new HealthCheckOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        over.Set();

        Assert.Equal([CheckStatus.Failed, CheckStatus.Skipped], results.Select(result => result.Status));
        Assert.Equal("TimedOut", results[0].Finding);
    }

    private sealed class Disposable : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
