using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Files;
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
        is HttpRequestException or OperationCanceledException or DialException or TlsException or ProxyException
        && !FileHandles.AreExhausted(exception);

    public static string Explain(CheckContext context, HttpRequestMessage request, Exception exception)
    {
        string shown = HttpAnswer.Show(request);
        return exception switch
        {
            AnswerUnfinishedException unfinished => CheckOutcome.Format(Strings.HttpUnfinished, shown, unfinished.StatusCode, context.Options.Timeout.TotalSeconds),
            OperationCanceledException => CheckOutcome.Format(Strings.HttpSilent, shown, context.Options.Timeout.TotalSeconds),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => CheckOutcome.Format(Strings.HttpTooLarge, shown),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => CheckOutcome.Format(Strings.HttpInvalid, shown),
            _ when exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset } => CheckOutcome.Format(Strings.HttpReset, shown),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => CheckOutcome.Format(Strings.HttpClosed, shown),
            _ => CheckOutcome.Format(Strings.HttpFailed, shown, UntrustedText.Clean(exception.GetBaseException().Message)),
        };
    }

    /// <summary>The failure of a step whose request got no answer.</summary>
    public static CheckOutcome Unanswered(CheckContext context, HttpRequestMessage request, Exception exception, string code) =>
        CheckOutcome.Failed(code, Explain(context, request, exception), new HttpDetail { Request = HttpAnswer.Show(request) });

    /// <summary>What is wrong with an answer in the same way at every step; null where the step itself has to judge it.</summary>
    public static CheckOutcome? AtAnyStep(CheckContext context, HttpAnswer answer, string code) => answer.StatusCode switch
    {
        (int)HttpStatusCode.TooManyRequests => TooManyRequests(answer),
        >= 300 and < 400 => CheckOutcome.Failed(
            code, CheckOutcome.Format(Strings.ChallengeRedirect, answer.Summary, answer.Location), answer.ToDetail(), Strings.RedirectStep),
        >= 500 => CheckOutcome.Failed(code, CheckOutcome.Format(Strings.ChallengeServerError, answer.Summary), answer.ToDetail(), Strings.ServerErrorStep),
        200 or 401 when answer.IsCut => CheckOutcome.Failed(code, CheckOutcome.Format(Strings.HttpEndless, answer.Summary), answer.ToDetail(), Strings.RedirectStep),
        _ => null,
    };

    /// <summary>The answer is the right one but for the token, which is not in it.</summary>
    public static CheckOutcome NoToken(CheckContext context, HttpAnswer answer, string code, string member)
    {
        (string format, string kind) = answer switch
        {
            { ContentEncoding.Length: > 0 } => (Strings.TokenCompressed, answer.ContentEncoding),
            { Body.Length: 0 } => (Strings.TokenEmpty, string.Empty),
            _ => (Strings.TokenMissing, answer.ContentType.Length > 0 ? answer.ContentType : "-"),
        };
        return CheckOutcome.Failed(code, CheckOutcome.Format(format, answer.Summary, member, kind), answer.ToDetail());
    }

    /// <summary>The registry asks us to come back later: the same code wherever it says so.</summary>
    private static CheckOutcome TooManyRequests(HttpAnswer answer) => CheckOutcome.Failed(
        ErrorCodes.TooManyRequests,
        answer.RetryAfter is { } wait
            ? CheckOutcome.Format(Strings.TooManyRequestsUntil, answer.Summary, Math.Ceiling(wait.TotalSeconds))
            : CheckOutcome.Format(Strings.TooManyRequests, answer.Summary),
        answer.ToDetail());
}
