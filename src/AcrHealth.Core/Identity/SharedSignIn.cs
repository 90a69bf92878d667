namespace AcrHealth.Identity;

/// <summary>
/// Signs in once for each distinct request, however many registries ask at once or one after the other. A token serves until it is about
/// to end. A failure is told to all who ask while it stands, so that ten thousand registries don't wait for the same
/// refusal ten thousand times; who asks later tries anew, so that a passing trouble does not fail the rest of a long run.
/// </summary>
/// <param name="source">Who signs in.</param>
/// <param name="timeout">How long one sign-in may take.</param>
/// <param name="time">The clock.</param>
/// <param name="cacheDuration">How long what came of a sign-in stands in any case; <see cref="FailureCacheDuration"/> unless given.</param>
internal sealed class SharedSignIn(Func<IEntraTokenSource> source, TimeSpan timeout, TimeProvider time, TimeSpan? cacheDuration = null)
{
    /// <summary>How long what came of a sign-in stands in any case, unless the caller says otherwise.</summary>
    public static readonly TimeSpan FailureCacheDuration = TimeSpan.FromSeconds(30);

    // A registry needs the token for moments only.
    private static readonly TimeSpan AboutToEnd = TimeSpan.FromMinutes(1);

    // Of the time that whoever waits has, this much is left to say what came of it, and for what the source has started to end.
    private static readonly TimeSpan MostReserve = TimeSpan.FromMilliseconds(600);
    private const double ReserveShare = 0.2;

    private readonly object _lock = new();
    private readonly Dictionary<EntraTokenRequest, Acquisition> _acquisitions = [];

    /// <summary>Waits for the token.</summary>
    /// <param name="request">What is asked of Microsoft Entra ID.</param>
    /// <param name="session">Ends the sign-in itself, for all who wait.</param>
    /// <param name="cancellationToken">Ends this wait, and nobody else's.</param>
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    /// <exception cref="TimeoutException">The sign-in did not end in its time.</exception>
    public Task<EntraToken> AcquireAsync(EntraTokenRequest request, CancellationToken session, CancellationToken cancellationToken)
    {
        Task<EntraToken> token;
        lock (_lock)
        {
            if (!_acquisitions.TryGetValue(request, out Acquisition? acquisition) || IsOver(acquisition))
            {
                acquisition = new();
                acquisition.Token = Task.Run(() => SignInAsync(acquisition, request, session), CancellationToken.None);
                _acquisitions[request] = acquisition;
            }

            token = acquisition.Token!;
        }

        return token.WaitAsync(cancellationToken);
    }

    private async Task<EntraToken> SignInAsync(Acquisition acquisition, EntraTokenRequest request, CancellationToken session)
    {
        TimeSpan reserve = timeout * ReserveShare < MostReserve ? timeout * ReserveShare : MostReserve;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(session);
        deadline.CancelAfter(timeout - reserve);
        try
        {
            Task<EntraToken> token = source().AcquireAsync(request, deadline.Token);
            try
            {
                return await token.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!token.IsCompleted)
            {
                return await token.WaitAsync(reserve, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!session.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            acquisition.Ended = time.GetTimestamp();
        }
    }

    private bool IsOver(Acquisition acquisition) =>
        acquisition.Token is { IsCompleted: true } token
        && time.GetElapsedTime(acquisition.Ended) >= (cacheDuration ?? FailureCacheDuration)
        && (!token.IsCompletedSuccessfully || token.Result.ExpiresOn - AboutToEnd <= time.GetUtcNow());

    private sealed class Acquisition
    {
        public Task<EntraToken>? Token { get; set; }

        public long Ended { get; set; }
    }
}
