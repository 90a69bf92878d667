using AcrHealth.Core.Tests.Running;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Reference;
using AcrHealth.Running;
using AcrHealth.Waiting;

namespace AcrHealth.Core.Tests.Waiting;

public sealed class HealthWaitTests
{
    // Longer than any pause, so that the clock can tell the end of the wait from a pause.
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(10);

    private readonly JumpingTime _time = new(RetryDelay.Longest);
    private readonly List<WaitPause> _pauses = [];

    [Fact]
    public async Task Who_is_healthy_is_not_waited_for()
    {
        WaitOutcome outcome = await WaitAsync(FakeCheck.Passing("First"));

        Assert.Equal((WaitEnd.Healthy, 1), (outcome.End, outcome.Attempts));
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task Only_what_failed_is_repeated_with_what_it_needs_and_what_waited_for_it()
    {
        FakeCheck alone = FakeCheck.Passing("Alone");
        FakeCheck needed = FakeCheck.Passing("Needed");
        FakeCheck failing = FailingTwice("Failing", "Needed");
        FakeCheck blocked = FakeCheck.Passing("Blocked", "Failing");
        var looking = new FakeCheck("Looking", CheckOutcome.Passed("looked")) { Followed = ["Failing"] };

        WaitOutcome outcome = await WaitAsync(alone, needed, failing, blocked, looking);

        Assert.Equal((WaitEnd.Healthy, 3), (outcome.End, outcome.Attempts));
        Assert.Equal([1, 3, 3, 1, 3], new[] { alone, needed, failing, blocked, looking }.Select(check => check.Runs));
        Assert.Equal(["Alone", "Needed", "Failing", "Blocked", "Looking"], outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.Equal(CheckStatus.Passed, result.Status));
        Assert.Equal([(1, "Failing"), (2, "Failing")], _pauses.Select(pause => (pause.Attempt, Assert.Single(pause.Failures).Check)));
        Assert.True(_pauses[1].Length > _pauses[0].Length);
    }

    [Fact]
    public async Task The_last_result_counts_even_of_what_had_passed_before()
    {
        int runs = 0;
        var needed = new FakeCheck("Needed", (_, _) => Task.FromResult(
            ++runs == 2 ? TestOutcome.Failed(ErrorCodes.DockerDaemon, "gone") : CheckOutcome.Passed("there")));

        WaitOutcome outcome = await WaitAsync(needed, FailingTwice("Failing", "Needed"));

        Assert.Equal((WaitEnd.Healthy, 4), (outcome.End, outcome.Attempts));
        Assert.Equal(["Failing", "Needed", "Failing"], _pauses.Select(pause => pause.Failures[0].Check));
    }

    // A check that could not ask speaks for those that hang on it: they have no result, and run when it can.
    [Fact]
    public async Task What_another_check_spoke_for_is_heard_when_that_is_repeated()
    {
        FakeCheck failing = FailingTwice("Failing");
        int runs = 0;
        CheckOutcome silent = CheckOutcome.Skipped("could not ask") with { SuppressesDependents = true };
        var asking = new FakeCheck("Asking", (_, _) => Task.FromResult(++runs <= 2 ? silent : CheckOutcome.Passed("asked")))
        {
            Followed = ["Failing"],
        };
        FakeCheck dependent = FakeCheck.Passing("Dependent", "Asking");

        WaitOutcome outcome = await WaitAsync(failing, asking, dependent);

        Assert.Equal((WaitEnd.Healthy, 3), (outcome.End, outcome.Attempts));
        Assert.Equal(["Failing", "Asking", "Dependent"], outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.Equal(CheckStatus.Passed, result.Status));
    }

    [Fact]
    public async Task When_time_is_up_the_failures_are_given()
    {
        WaitOutcome outcome = await WaitAsync(FakeCheck.Passing("First"), FakeCheck.Failing("Second"));

        Assert.Equal(WaitEnd.TimeUp, outcome.End);
        Assert.Equal(["First", "Second"], outcome.Results.Select(result => result.Check));
        Assert.Equal("Second", Assert.Single(outcome.Failures).Check);
        Assert.True(_time.Now <= Whole);
        Assert.True(_time.Now > Whole - TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Cancelling_ends_a_pause()
    {
        using var cancellation = new CancellationTokenSource();
        using HealthCheckSession session = Session(FakeCheck.Failing("First"));
        using var turns = new SemaphoreSlim(1);
        var wait = new HealthWait(session, null, turns, new(TimeSpan.FromMinutes(5), TimeProvider.System, () => 1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.RunAsync(_ => cancellation.Cancel(), cancellation.Token));
    }

    [Fact]
    public async Task This_machine_s_checks_take_no_registry_s_turn()
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session(FakeCheck.Passing("First"));
        using var taken = new SemaphoreSlim(0);

        WaitOutcome outcome = await new HealthWait(session, null, taken, new(Whole, _time, () => 0.5)).RunAsync(_pauses.Add, deadline.Token);

        Assert.Equal(WaitEnd.Healthy, outcome.End);
        Assert.Equal(0, taken.CurrentCount);
    }

    private static FakeCheck FailingTwice(string name, params string[] prerequisites)
    {
        int runs = 0;
        return new(
            name, (_, _) => Task.FromResult(++runs <= 2 ? TestOutcome.Failed(ErrorCodes.DockerDaemon, name) : CheckOutcome.Passed(name)), prerequisites);
    }

    private static HealthCheckSession Session(params FakeCheck[] checks) => new(
        new(),
        checks,
        new RecordedEvents(),
        () => throw new InvalidOperationException(),
        () => throw new InvalidOperationException(),
        () => throw new InvalidOperationException());

    private async Task<WaitOutcome> WaitAsync(params FakeCheck[] checks)
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session(checks);
        using var turns = new SemaphoreSlim(1);
        return await new HealthWait(session, null, turns, new(Whole, _time, () => 0.5)).RunAsync(_pauses.Add, deadline.Token);
    }
}
