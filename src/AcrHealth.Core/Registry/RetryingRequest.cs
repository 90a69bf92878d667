using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace AcrHealth.Registry;

/// <summary>Sends a check's request, and retries it later if the registry throttles and there is time.</summary>
internal sealed class RetryingRequest(RegistryClient client, TimeSpan timeout, Action<string> log)
{
    private const int MostPauses = 3;

    // The next response needs this much time, or the check would report a timeout instead of throttling.
    private static readonly TimeSpan Spare = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>
    /// Sends the request. If the response is 429 and says when to retry, it is sent once more then; if it does not say, after growing
    /// pauses. A response whose pause exceeds the time left is returned as it is.
    /// </summary>
    /// <exception cref="HttpRequestException">No complete response arrived.</exception>
    /// <exception cref="ResponseUnfinishedException">The request timed out in the middle of the response body.</exception>
    public async Task<RegistryResponse> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken, int maximumBody = RegistryClient.MaximumBody)
    {
        TimeSpan growing = FirstPause;
        for (int pauses = 0; ; pauses++)
        {
            RegistryResponse answer = await client.SendAsync(request, cancellationToken, maximumBody).ConfigureAwait(false);
            bool mayAskAgain = pauses < (answer.RetryAfter is null ? MostPauses : 1);
            TimeSpan pause = answer.RetryAfter is { } asked && asked > FirstPause ? asked : growing;
            if (answer.Status != HttpStatusCode.TooManyRequests || !mayAskAgain || pause + Spare > TimeLeft)
            {
                return answer;
            }

            log(string.Create(CultureInfo.InvariantCulture, $"{answer.Request} -> {answer.StatusCode}, again in {pause.TotalSeconds:0.#} s"));
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            Waited += pause;
            growing += growing;
        }
    }

    /// <summary>The time that it has waited because the registry throttled it.</summary>
    public TimeSpan Waited { get; private set; }

    private TimeSpan TimeLeft => timeout - Stopwatch.GetElapsedTime(_started);
}
