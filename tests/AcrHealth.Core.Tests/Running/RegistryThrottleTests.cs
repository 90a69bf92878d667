using AcrHealth.Core.Tests.Support;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

public sealed class RegistryThrottleTests
{
    private readonly List<string> _logged = [];

    [Fact]
    public async Task Without_a_limit_everybody_has_a_turn()
    {
        using var deadline = new Deadline();
        var turns = new RegistryThrottle(() => null, _logged.Add);

        for (int i = 0; i < 1000; i++)
        {
            await turns.TakeAsync(deadline.Token);
        }

        Assert.Empty(_logged);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    [InlineData(100, 6)]
    public async Task Handles_decide_how_many_have_a_turn_at_once(long handles, int most)
    {
        using var deadline = new Deadline();
        var turns = new RegistryThrottle(() => handles, _logged.Add);
        Task<IDisposable>[] all = [.. Enumerable.Range(0, most + 2).Select(_ => turns.TakeAsync(deadline.Token))];

        IDisposable first = await all[0];
        Assert.Equal(most, all.Count(turn => turn.IsCompleted));
        Assert.Equal($"{most} registries are checked at once, for want of file handles (ulimit -n).", Assert.Single(_logged));

        first.Dispose();
        first.Dispose();
        await all[most];
        Assert.False(all[most + 1].IsCompleted);
    }

    [Fact]
    public async Task A_canceled_waiter_takes_no_turn()
    {
        using var deadline = new Deadline();
        using var cancelled = new CancellationTokenSource();
        var turns = new RegistryThrottle(() => 0, _logged.Add);
        IDisposable first = await turns.TakeAsync(deadline.Token);
        Task<IDisposable> second = turns.TakeAsync(cancelled.Token);
        Task<IDisposable> third = turns.TakeAsync(deadline.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        await third;
    }

    [Fact]
    public async Task Handles_that_run_out_halve_the_turns()
    {
        using var deadline = new Deadline();
        var turns = new RegistryThrottle(() => 80, _logged.Add);
        Task<IDisposable>[] all = [.. Enumerable.Range(0, 6).Select(_ => turns.TakeAsync(deadline.Token))];
        IDisposable[] running = await Task.WhenAll(all[..4]);

        turns.Reduce();
        running[0].Dispose();
        running[1].Dispose();
        Assert.False(all[4].IsCompleted);

        running[2].Dispose();
        await all[4];
        Assert.False(all[5].IsCompleted);
    }
}
