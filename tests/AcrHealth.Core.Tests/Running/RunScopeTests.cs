using AcrHealth.Core.Tests.Support;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

public sealed class RunScopeTests
{
    [Fact]
    public async Task Work_is_cancelled_and_waited_for_before_what_it_uses_is_closed()
    {
        using var deadline = new Deadline();
        List<string> story = [];
        var begun = new TaskCompletionSource();
        var scope = new RunScope();
        scope.Own(new Resource(() => story.Add("first closed")));
        scope.Own(new Resource(() => story.Add("second closed")));
        _ = scope.Run<int>(async cancellationToken =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                await Task.Delay(50, deadline.Token);
                story.Add("work ended");
            }

            return 0;
        });
        await begun.Task.WaitAsync(deadline.Token);

        await scope.DisposeAsync();

        Assert.Equal(["work ended", "second closed", "first closed"], story);
    }

    [Fact]
    public async Task Work_that_ignores_its_end_does_not_keep_what_it_uses_open()
    {
        bool closed = false;
        var scope = new RunScope();
        scope.Own(new Resource(() => closed = true));
        _ = scope.Watch(new TaskCompletionSource<int>().Task);

        await scope.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.True(closed);
    }

    [Fact]
    public async Task What_is_opened_after_the_end_is_closed_at_once()
    {
        bool closed = false;
        var scope = new RunScope();
        await scope.DisposeAsync();

        scope.Own(new Resource(() => closed = true));

        Assert.True(closed);
        Assert.True(scope.Token.IsCancellationRequested);
        Assert.True(scope.Deadline(TimeSpan.FromHours(1)).IsCancellationRequested);
    }

    [Fact]
    public async Task A_parent_ends_the_work_and_every_deadline()
    {
        using var parent = new CancellationTokenSource();
        await using var scope = new RunScope(CancellationToken.None, parent.Token);
        CancellationToken time = scope.Deadline(TimeSpan.FromHours(1));

        Assert.False(time.IsCancellationRequested);
        await parent.CancelAsync();

        Assert.True(scope.Token.IsCancellationRequested);
        Assert.True(time.IsCancellationRequested);
    }

    [Fact]
    public async Task A_deadline_passes_and_the_run_goes_on()
    {
        await using var scope = new RunScope();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromSeconds(20), scope.Deadline(TimeSpan.FromMilliseconds(20))));

        Assert.False(scope.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_failure_of_the_work_is_nobodys_crash()
    {
        var scope = new RunScope();
        Task<int> work = scope.Run<int>(_ => throw new InvalidOperationException());

        await scope.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => work);
    }

    private sealed class Resource(Action closed) : IDisposable
    {
        public void Dispose() => closed();
    }
}
