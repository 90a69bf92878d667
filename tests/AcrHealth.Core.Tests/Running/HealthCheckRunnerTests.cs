using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Core.Tests.Running;

public sealed class HealthCheckRunnerTests : RunnerTests
{
    private static readonly CheckOutput<string> Text = new("First");
    private static readonly CheckOutput<string> OtherText = new("First");

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
        Assert.Equal(["Fourth", "Third"], Events.Crashes.Select(crash => crash.Check).Order());
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
        Assert.Equal(("First", null, mistake), Assert.Single(Events.Crashes));
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
}
