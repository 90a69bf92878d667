using AcrHealth.Core.Tests.Support;
using AcrHealth.Identity;

namespace AcrHealth.Core.Tests.Identity;

public sealed class SharedSignInTests
{
    private static readonly EntraTokenRequest Request = new(new("https://login.microsoftonline.com/"), true, "scope", "fallback", null, null);

    private readonly ManualTime _time = new();
    private readonly Queue<Func<CancellationToken, Task<EntraToken>>> _answers = new();
    private int _requests;

    [Fact]
    public async Task A_token_serves_until_it_is_about_to_end()
    {
        using var deadline = new Deadline();
        Answer(Token("first", TimeSpan.FromMinutes(60)), Token("second", TimeSpan.FromMinutes(120)));
        SharedSignIn signIn = SignIn();

        Assert.Equal("first", await AskAsync(signIn, deadline));
        _time.Pass(TimeSpan.FromMinutes(58));
        Assert.Equal("first", await AskAsync(signIn, deadline));
        _time.Pass(TimeSpan.FromMinutes(1.5));
        Assert.Equal("second", await AskAsync(signIn, deadline));
        Assert.Equal(2, _requests);
    }

    [Fact]
    public async Task A_token_without_a_known_end_serves_always()
    {
        using var deadline = new Deadline();
        Answer(new EntraToken("only", null, "Fake"));
        SharedSignIn signIn = SignIn();

        await AskAsync(signIn, deadline);
        _time.Pass(TimeSpan.FromDays(1));

        Assert.Equal("only", await AskAsync(signIn, deadline));
    }

    [Fact]
    public async Task Entra_is_not_asked_all_the_time_for_tokens_that_end_at_once()
    {
        using var deadline = new Deadline();
        Answer(Token("first", TimeSpan.FromSeconds(5)), Token("second", TimeSpan.FromMinutes(60)));
        SharedSignIn signIn = SignIn();

        Assert.Equal("first", await AskAsync(signIn, deadline));
        Assert.Equal("first", await AskAsync(signIn, deadline));
        _time.Pass(SharedSignIn.FailureCacheDuration);
        Assert.Equal("second", await AskAsync(signIn, deadline));
    }

    [Fact]
    public async Task A_failure_is_cached_briefly_and_then_retried()
    {
        using var deadline = new Deadline();
        Answer(new EntraSignInException("no identity", []), Token("token", TimeSpan.FromMinutes(60)));
        SharedSignIn signIn = SignIn();

        await Assert.ThrowsAsync<EntraSignInException>(() => AskAsync(signIn, deadline));
        _time.Pass(SharedSignIn.FailureCacheDuration - TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<EntraSignInException>(() => AskAsync(signIn, deadline));
        Assert.Equal(1, _requests);
        _time.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal("token", await AskAsync(signIn, deadline));
        Assert.Equal(2, _requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_that_hangs_is_waited_for_once(bool notices)
    {
        using var deadline = new Deadline();
        _answers.Enqueue(async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, notices ? cancellationToken : TestContext.Current.CancellationToken);
            throw new InvalidOperationException();
        });
        SharedSignIn signIn = SignIn(TimeSpan.FromMilliseconds(50));

        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(signIn, deadline));
        }

        Assert.Equal(1, _requests);
    }

    private SharedSignIn SignIn(TimeSpan? timeout = null) => new(() => new Source(this), timeout ?? TimeSpan.FromMinutes(1), _time);

    private EntraToken Token(string value, TimeSpan life) => new(value, _time.GetUtcNow() + life, "Fake");

    private void Answer(params object[] answers)
    {
        foreach (object answer in answers)
        {
            _answers.Enqueue(_ => answer is Exception exception ? Task.FromException<EntraToken>(exception) : Task.FromResult((EntraToken)answer));
        }
    }

    private static async Task<string> AskAsync(SharedSignIn signIn, Deadline deadline) =>
        (await signIn.AcquireAsync(Request, CancellationToken.None, deadline.Token)).Value;

    private sealed class Source(SharedSignInTests test) : IEntraTokenSource
    {
        public Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken cancellationToken)
        {
            test._requests++;
            return test._answers.Dequeue()(cancellationToken);
        }
    }
}
