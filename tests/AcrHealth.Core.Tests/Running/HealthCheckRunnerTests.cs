using AcrHealth.Core.Tests.Support;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Running;

public sealed class HealthCheckRunnerTests
{
    private static readonly CheckOutput<string> Text = new("First");
    private static readonly CheckOutput<string> OtherText = new("First");
    private static readonly CheckOutput<Disposable> Opened = new("First");

    private readonly RecordedEvents _events = new();

    [Fact]
    public async Task Results_come_in_the_checks_order_whichever_ends_first()
    {
        var third = new TaskCompletionSource();
        List<HealthCheckResult> results = await RunAsync(
            new FakeCheck("First", async (_, cancellationToken) =>
            {
                // Would never end if the third had to wait for it.
                await third.Task.WaitAsync(cancellationToken);
                return CheckOutcome.Passed("first");
            }),
            FakeCheck.Passing("Second"),
            new FakeCheck("Third", (_, _) =>
            {
                third.SetResult();
                return Task.FromResult(CheckOutcome.Passed("third"));
            }));

        Assert.Equal(["First", "Second", "Third"], results.Select(result => result.Check));
        Assert.All(results, result => Assert.Equal(CheckStatus.Passed, result.Status));
    }

    [Fact]
    public async Task A_result_is_given_before_later_checks_have_ended()
    {
        var given = new TaskCompletionSource();
        var slow = new FakeCheck("Second", async (_, cancellationToken) =>
        {
            await given.Task.WaitAsync(cancellationToken);
            return CheckOutcome.Passed("second");
        });

        List<HealthCheckResult> results = await RunAsync([FakeCheck.Passing("First"), slow], onResult: _ => given.TrySetResult());

        Assert.Equal(2, results.Count);
    }

    [Fact]
    public async Task A_result_carries_what_the_outcome_said()
    {
        object detail = new();
        HealthCheckResult result = Assert.Single(await RunAsync(
            new FakeCheck("First", TestOutcome.Failed(ErrorCodes.DockerDaemon, "message", detail, "step"))));

        Assert.Equal((CheckStatus.Failed, ErrorCodes.DockerDaemon.Name, "message"), (result.Status, result.ErrorCode, result.Message));
        Assert.Same(detail, result.Detail);
        Assert.Equal(ErrorCodes.DockerDaemon.HelpUri, result.HelpUri);
        Assert.Equal(["step"], result.Remediation);
        Assert.Equal(CheckCategory.Environment, result.Category);
        Assert.Null(result.Registry);
        Assert.Empty(result.BlockedBy);
    }

    [Fact]
    public async Task A_result_never_carries_the_list_of_its_code() =>
        Assert.Empty(Assert.Single(await RunAsync(new FakeCheck("First", TestOutcome.Failed(ErrorCodes.DockerDaemon, "message")))).Remediation);

    [Fact]
    public async Task A_check_looks_at_one_that_it_comes_after_however_that_ended()
    {
        var second = new FakeCheck("Second", (context, _) => Task.FromResult(CheckOutcome.Passed(context.OutcomeOf("First")!.Message))) { Followed = ["First", "Unselected"] };

        List<HealthCheckResult> results = await RunAsync(FakeCheck.Failing("First"), second);

        Assert.Equal((CheckStatus.Passed, "First"), (results[1].Status, results[1].Message));
    }

    [Fact]
    public async Task A_question_that_does_not_arise_gives_no_result_and_neither_does_what_needs_its_answer()
    {
        HealthCheck[] checks = [new FakeCheck("First", CheckOutcome.NotApplicable("why")), FakeCheck.Passing("Second", "First"), FakeCheck.Passing("Third")];

        Assert.Equal(["Third"], (await RunAsync(checks)).Select(result => result.Check));
    }

    [Fact]
    public async Task A_check_requested_by_name_reports_that_it_does_not_apply()
    {
        HealthCheck[] checks = [new FakeCheck("First", CheckOutcome.NotApplicable("why")), FakeCheck.Passing("Second", "First")];

        List<HealthCheckResult> results = await RunAsync(checks, options: new() { AskedFor = new HashSet<string> { "Second" } });

        HealthCheckResult result = Assert.Single(results);
        Assert.Equal((CheckStatus.Skipped, "why"), (result.Status, result.Message));
        Assert.Equal(["First"], result.BlockedBy);
    }

    [Fact]
    public async Task What_needs_a_failed_check_is_skipped_and_so_is_what_needs_that()
    {
        FakeCheck second = FakeCheck.Passing("Second", "First");
        FakeCheck third = FakeCheck.Passing("Third", "Second");

        List<HealthCheckResult> results = await RunAsync(FakeCheck.Failing("First"), second, third, FakeCheck.Passing("Fourth"));

        Assert.Equal(
            [CheckStatus.Failed, CheckStatus.Skipped, CheckStatus.Skipped, CheckStatus.Passed], results.Select(result => result.Status));
        Assert.Equal(["First"], results[1].BlockedBy);
        Assert.Equal(["Second"], results[2].BlockedBy);
        Assert.Equal(TimeSpan.Zero, results[1].Duration);
        Assert.Null(results[1].ErrorCode);
        Assert.Null(results[1].HelpUri);
        Assert.Equal(["Skipped because First failed.", "Skipped because First failed."], results.Skip(1).Take(2).Select(result => result.Message));
        Assert.Equal(0, second.Runs + third.Runs);
    }

    [Fact]
    public async Task Every_prerequisite_that_did_not_pass_is_named() => Assert.Equal(
        ["First", "Third"],
        (await RunAsync(
            FakeCheck.Failing("First"),
            FakeCheck.Passing("Second"),
            new FakeCheck("Third", CheckOutcome.Skipped("no")),
            FakeCheck.Passing("Fourth", "First", "Second", "Third")))[^1].BlockedBy);

    [Fact]
    public async Task A_failure_is_the_root_cause_before_what_was_skipped_or_excluded() => Assert.Equal(
        MessageFormat.Format(Strings.SkippedBlocked, "First, Fifth"),
        (await RunAsync(
            FakeCheck.Failing("First"),
            new FakeCheck("Second", CheckOutcome.Skipped("no")),
            FakeCheck.Passing("Third", "First", "Second"),
            FakeCheck.Passing("Fourth", "Third", "Excluded"),
            FakeCheck.Failing("Fifth"),
            FakeCheck.Passing("Sixth", "Fourth", "Fifth", "First")))[^1].Message);

    [Fact]
    public async Task A_check_that_was_skipped_or_excluded_is_the_root_cause_if_nothing_failed()
    {
        List<HealthCheckResult> results = await RunAsync(
            new FakeCheck("First", CheckOutcome.Skipped("no")), FakeCheck.Passing("Second", "First"), FakeCheck.Passing("Third", "Second"), FakeCheck.Passing("Fourth", "Excluded"), FakeCheck.Passing("Fifth", "Fourth", "Third"));

        Assert.Equal(MessageFormat.Format(Strings.SkippedAfterSkipped, "First"), results[2].Message);
        Assert.Equal(MessageFormat.Format(Strings.SkippedExcluded, "Excluded"), results[4].Message);
    }

    [Fact]
    public async Task A_prerequisite_that_is_not_in_the_run_blocks() => Assert.Equal(
        ["Excluded"], Assert.Single(await RunAsync(FakeCheck.Passing("First", "Excluded"))).BlockedBy);

    [Fact]
    public async Task A_warning_or_a_check_that_was_not_needed_blocks_nothing() => Assert.Equal(
        CheckStatus.Passed,
        (await RunAsync(
            new FakeCheck("First", TestOutcome.Warning("soon")),
            new FakeCheck("Second", CheckOutcome.NotNeeded("no")),
            FakeCheck.Passing("Third", "First", "Second")))[^1].Status);

    [Fact]
    public async Task A_prerequisites_value_is_handed_on_to_those_that_declare_it()
    {
        List<HealthCheckResult> results = await RunAsync(
            new FakeCheck("First", CheckOutcome.Passed("first").WithOutput(Text, "handed on")),
            new FakeCheck("Second", (context, _) => Task.FromResult(CheckOutcome.Passed(context.Get(Text))), "First"),
            new FakeCheck("Third", (context, _) => Task.FromResult(CheckOutcome.Passed(context.Get(Text)))),
            new FakeCheck("Fourth", (context, _) => Task.FromResult(CheckOutcome.Passed(context.Get(OtherText))), "First"));

        Assert.Equal("handed on", results[1].Message);
        Assert.Equal(["Fourth", "Third"], _events.Crashes.Select(crash => crash.Check).Order());
    }

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
    public async Task A_check_that_is_not_to_be_made_is_not_made()
    {
        FakeCheck declined = new("First", CheckOutcome.Passed("made")) { Confirm = _ => Task.FromResult<CheckOutcome?>(CheckOutcome.Skipped("declined")) };

        HealthCheckResult result = Assert.Single(await RunAsync(declined));

        Assert.Equal((CheckStatus.Skipped, "declined"), (result.Status, result.Message));
        Assert.Equal(0, declined.Runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_of_ours_is_skipped_and_never_blamed_on_the_registry(bool whileAsking)
    {
        var mistake = new InvalidOperationException("our mistake");
        FakeCheck crashing = whileAsking
            ? new("First", CheckOutcome.Passed("made")) { Confirm = _ => throw mistake }
            : new("First", (_, _) => throw mistake);

        List<HealthCheckResult> results = await RunAsync(crashing, FakeCheck.Passing("Second", "First"), FakeCheck.Passing("Third"));

        Assert.Equal([CheckStatus.Skipped, CheckStatus.Skipped, CheckStatus.Passed], results.Select(result => result.Status));
        Assert.Null(results[0].ErrorCode);
        Assert.Contains(nameof(InvalidOperationException), results[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("our mistake", results[0].Message, StringComparison.Ordinal);
        Assert.Equal(("First", null, mistake), Assert.Single(_events.Crashes));
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
        Assert.Empty(_events.Crashes);
    }

    [Fact]
    public async Task An_explanation_that_is_there_is_given()
    {
        CheckOutcome plain = CheckOutcome.Passed("plain") with { Explained = Task.FromResult(TestOutcome.Warning("explained", "detail")) };

        HealthCheckResult result = Assert.Single(await RunAsync(new FakeCheck("First", plain)));

        Assert.Equal((CheckStatus.Warning, "explained", "detail"), (result.Status, result.Message, result.Detail));
    }

    [Fact]
    public async Task An_explanation_that_comes_after_all_checks_have_ended_is_given()
    {
        static async Task<CheckOutcome> ExplainAsync()
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            return TestOutcome.Warning("explained");
        }

        CheckOutcome plain = CheckOutcome.Passed("plain") with { Explained = ExplainAsync() };

        Assert.Equal("explained", Assert.Single(await RunAsync(new FakeCheck("First", plain))).Message);
    }

    [Fact]
    public async Task A_missing_explanation_does_not_delay_the_result()
    {
        CheckOutcome plain = CheckOutcome.Passed("plain") with { Explained = new TaskCompletionSource<CheckOutcome>().Task };

        // Neither when all is done anyway, nor while others are still at work.
        Assert.Equal("plain", Assert.Single(await RunAsync(new FakeCheck("First", plain))).Message);

        var given = new TaskCompletionSource();
        var slow = new FakeCheck("Second", async (_, cancellationToken) =>
        {
            await given.Task.WaitAsync(cancellationToken);
            return CheckOutcome.Passed("slow");
        });
        Assert.Equal(["plain", "slow"], (await RunAsync([new FakeCheck("First", plain), slow], onResult: _ => given.TrySetResult())).Select(result => result.Message));
    }

    [Fact]
    public async Task A_check_whose_question_the_options_leave_out_gives_no_result_though_one_that_it_needs_has_failed()
    {
        var notApplicable = new FakeCheck("Second", CheckOutcome.Passed("second"), "First") { NotApplicable = "name one" };

        HealthCheckResult only = Assert.Single(await RunAsync(FakeCheck.Failing("First"), notApplicable));
        List<HealthCheckResult> asked = await RunAsync([FakeCheck.Failing("First"), notApplicable], new() { AskedFor = new HashSet<string> { "Second" } });

        Assert.Equal("First", only.Check);
        Assert.Equal((CheckStatus.Skipped, "name one"), (asked[1].Status, asked[1].Message));
        Assert.Empty(asked[1].BlockedBy);
        Assert.Equal(0, notApplicable.Runs);
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

    private Task<List<HealthCheckResult>> RunAsync(params HealthCheck[] checks) => RunAsync(checks, null);

    private async Task<List<HealthCheckResult>> RunAsync(
        HealthCheck[] checks, HealthCheckOptions? options = null, Action<HealthCheckResult>? onResult = null)
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session(checks, options);
        var results = new List<HealthCheckResult>();
        await HealthCheckRunner.RunAsync(
            session,
            null,
            result =>
            {
                results.Add(result);
                onResult?.Invoke(result);
            },
            deadline.Token);
        return results;
    }

    private HealthCheckSession Session(HealthCheck[] checks, HealthCheckOptions? options = null) => new(
        options ?? new(),
        checks,
        _events,
        () => throw new InvalidOperationException("No check here asks for a token."),
        () => throw new InvalidOperationException("No check here asks for DNS."),
        () => throw new InvalidOperationException("No check here asks Resource Manager."));

    private sealed class Disposable : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
