namespace AcrHealth.Identity;

/// <summary>
/// Signs in once for each distinct request, no matter how many registries ask at once or one after the other. A token is reused until it is
/// about to expire. A failure is cached for a while, so that ten thousand registries don't wait for the same refusal ten thousand times;
/// later requests sign in again, so that a transient failure does not fail the rest of a long run.
/// </summary>
/// <param name="source">Creates the source that signs in.</param>
/// <param name="timeout">The time limit of one sign-in.</param>
/// <param name="time">The clock.</param>
/// <param name="cacheDuration">The shortest time for which a sign-in's token or failure is reused; <see cref="FailureCacheDuration"/> unless given.</param>
internal sealed class SharedSignIn(Func<IEntraTokenSource> source, TimeSpan timeout, TimeProvider time, TimeSpan? cacheDuration = null)
{
    /// <summary>The shortest time for which a sign-in's token or failure is reused, unless the caller gives another.</summary>
    public static readonly TimeSpan FailureCacheDuration = TimeSpan.FromSeconds(30);

    // A registry needs the token only for a moment.
    private static readonly TimeSpan AboutToEnd = TimeSpan.FromMinutes(1);

    // Of the time limit, this much is left to report the result, and for programs that the source has started to exit.
    private static readonly TimeSpan MostReserve = TimeSpan.FromMilliseconds(600);
    private const double ReserveShare = 0.2;

    private readonly object _lock = new();
    private readonly Dictionary<EntraTokenRequest, Acquisition> _acquisitions = [];

    /// <summary>Waits for the token.</summary>
    /// <param name="request">The request for the token.</param>
    /// <param name="session">Cancels the sign-in itself, for all callers that wait.</param>
    /// <param name="cancellationToken">Cancels only this wait.</param>
    /// <exception cref="EntraSignInException">No identity could be signed in.</exception>
    /// <exception cref="TimeoutException">The sign-in timed out.</exception>
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
