using AcrHealth.Core.Tests.Support;
using AcrHealth.Identity;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

public sealed class HealthCheckSessionTests
{
    private readonly FakeTokenSource _source = new();
    private readonly HealthCheckOptions _options = new();

    [Fact]
    public async Task One_sign_in_serves_all_who_ask_for_the_same()
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session();
        _source.Answer.SetResult(new("token", null, "Fake"));

        // Many rounds, each with all askers at once: two that find nothing yet at the same moment are what matters.
        for (int round = 0; round < 200; round++)
        {
            using var barrier = new Barrier(4);
            EntraTokenRequest request = Request($"tenant {round}");
            EntraToken[] tokens = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait(deadline.Token);
                    return session.AcquireTokenAsync(request, deadline.Token);
                },
                deadline.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));

            Assert.All(tokens, token => Assert.Equal("token", token.Value));
            Assert.Equal(round + 1, _source.Requests);
        }
    }

    [Fact]
    public async Task Requests_that_differ_are_signed_in_for_separately()
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session();
        _source.Answer.SetResult(new("token", null, "Fake"));

        await session.AcquireTokenAsync(Request("one"), deadline.Token);
        await session.AcquireTokenAsync(Request("two"), deadline.Token);
        await session.AcquireTokenAsync(Request("one"), deadline.Token);

        Assert.Equal(2, _source.Requests);
    }

    [Fact]
    public async Task Who_runs_out_of_time_does_not_fail_the_others()
    {
        using var deadline = new Deadline();
        using var impatient = new CancellationTokenSource();
        using HealthCheckSession session = Session();

        Task<EntraToken> first = session.AcquireTokenAsync(Request("one"), impatient.Token);
        Task<EntraToken> second = session.AcquireTokenAsync(Request("one"), deadline.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _source.Answer.SetResult(new("token", null, "Fake"));

        Assert.Equal("token", (await second).Value);
        Assert.Equal(1, _source.Requests);
    }

    [Fact]
    public async Task A_failed_sign_in_is_shared_by_all_checks_and_not_retried()
    {
        using var deadline = new Deadline();
        using HealthCheckSession session = Session();
        _source.Answer.SetException(new EntraSignInException("no identity", [new("Environment", "not set")]));

        await Assert.ThrowsAsync<EntraSignInException>(() => session.AcquireTokenAsync(Request("one"), deadline.Token));
        await Assert.ThrowsAsync<EntraSignInException>(() => session.AcquireTokenAsync(Request("one"), deadline.Token));

        Assert.Equal(1, _source.Requests);
    }

    [Fact]
    public async Task A_session_that_ends_ends_the_sign_in()
    {
        using var deadline = new Deadline();
        HealthCheckSession session = Session();
        Task<EntraToken> asking = session.AcquireTokenAsync(Request("one"), deadline.Token);
        await _source.Asked.Task.WaitAsync(deadline.Token);

        session.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.False(deadline.Token.IsCancellationRequested);
    }

    [Fact]
    public void Services_are_made_only_when_they_are_asked_for()
    {
        using var session = new HealthCheckSession(
            new(), [], new RecordedEvents(), () => throw new InvalidOperationException("token source"), () => throw new InvalidOperationException("explainer"), () => throw new InvalidOperationException("resource manager"));

        Assert.Equal("explainer", Assert.Throws<InvalidOperationException>(() => session.DnsExplainer).Message);
        Assert.Equal("resource manager", Assert.Throws<InvalidOperationException>(() => session.ResourceManager).Message);
    }

    [Fact]
    public void Tokens_do_not_show_themselves()
    {
        Assert.DoesNotContain("canary", new EntraToken("canary", null, null).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new SignInMethod.Token("canary", null).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new SignInMethod.Password(new("user", "canary")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new AcrHealth.Registry.RegistrySession(null!, "canary").ToString(), StringComparison.Ordinal);
    }

    private HealthCheckSession Session() => new(
        _options, [], new RecordedEvents(), () => _source, () => throw new InvalidOperationException("No check here asks for DNS."),
        () => throw new InvalidOperationException("No check here asks Resource Manager."));

    private EntraTokenRequest Request(string tenant) =>
        new(new("https://login.microsoftonline.com/"), true, "scope", "fallback", tenant, null) { CertificateAuthorities = _options.CertificateAuthorities };

    private sealed class FakeTokenSource : IEntraTokenSource
    {
        private int _requests;

        public TaskCompletionSource<EntraToken> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Requests => Volatile.Read(ref _requests);

        public async Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _requests);
            Asked.TrySetResult();
            return await Answer.Task.WaitAsync(cancellationToken);
        }
    }
}
