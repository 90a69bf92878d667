using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace AcrHealth.Registry;

/// <summary>A check's request, which is made again, later, where the registry throttles and there is time.</summary>
internal sealed class RetryingRequest(RegistryClient client, TimeSpan timeout, Action<string> log)
{
    private const int MostPauses = 3;

    // What the next answer may take without turning "throttled" into "silent".
    private static readonly TimeSpan Spare = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>
    /// Sends the request. Where the answer is 429 and says when to come back, it is made once more then; where it does not say, after
    /// growing pauses. An answer for whose pause there is no time is given as it is.
    /// </summary>
    /// <exception cref="HttpRequestException">No whole answer came.</exception>
    /// <exception cref="ResponseUnfinishedException">The time was up in the middle of the answer's body.</exception>
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

    /// <summary>How long it has waited because the registry throttled it.</summary>
    public TimeSpan Waited { get; private set; }

    private TimeSpan TimeLeft => timeout - Stopwatch.GetElapsedTime(_started);
}
