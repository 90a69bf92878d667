using System.Net.Sockets;
using AcrHealth.Network;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

/// <summary>Puts into words why a request got no answer, or not the one that was asked for.</summary>
internal static class HttpFailure
{
    public static bool Explains(Exception exception) => exception
        is HttpRequestException or OperationCanceledException or DialException or TlsException or ProxyException;

    public static string Explain(CheckContext context, HttpRequestMessage request, Exception exception)
    {
        string shown = HttpAnswer.Show(request);
        return exception switch
        {
            OperationCanceledException => CheckOutcome.Format(Strings.HttpSilent, shown, context.Options.Timeout.TotalSeconds),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => CheckOutcome.Format(Strings.HttpTooLarge, shown),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => CheckOutcome.Format(Strings.HttpInvalid, shown),
            _ when exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset } => CheckOutcome.Format(Strings.HttpReset, shown),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => CheckOutcome.Format(Strings.HttpClosed, shown),
            _ => CheckOutcome.Format(Strings.HttpFailed, shown, UntrustedText.Clean(exception.GetBaseException().Message)),
        };
    }

    /// <summary>The registry asks us to come back later: the same code wherever it says so.</summary>
    public static CheckOutcome TooManyRequests(HttpAnswer answer) => CheckOutcome.Failed(
        ErrorCodes.TooManyRequests,
        answer.RetryAfter is { } wait
            ? CheckOutcome.Format(Strings.TooManyRequestsUntil, answer.Summary, Math.Ceiling(wait.TotalSeconds))
            : CheckOutcome.Format(Strings.TooManyRequests, answer.Summary),
        answer.ToDetail());
}
