using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Files;
using AcrHealth.Findings;
using AcrHealth.Network;
using AcrHealth.Network.Proxies;
using AcrHealth.Network.Tls;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>Finds out why a request got no response, or not the expected one.</summary>
internal static class HttpFailure
{
    public static bool Explains(Exception exception) => exception
        is HttpRequestException or OperationCanceledException or DialException or TlsException or ProxyException
        && !FileHandles.AreExhausted(exception);

    /// <summary>Explains why a request got no response, in a message.</summary>
    public static string Explain(CheckContext context, HttpRequestMessage request, Exception exception) =>
        Unanswered(context, request, exception).Message;

    /// <summary>The failure of a step whose request got no response.</summary>
    /// <param name="context">The check's context.</param>
    /// <param name="request">The request.</param>
    /// <param name="exception">The exception that ended it.</param>
    /// <param name="code">The step's code; null for the check's own.</param>
    public static CheckOutcome Unanswered(CheckContext context, HttpRequestMessage request, Exception exception, ErrorCode? code = null)
    {
        string shown = RegistryResponse.Show(request);
        (string, object?)[] step = [("request", shown), ("target", UntrustedText.Clean(request.RequestUri!.Authority, 260))];
        var detail = new HttpDetail { Request = shown };
        CheckOutcome outcome = exception switch
        {
            ResponseUnfinishedException { IsStalled: true } stalled => context.Report(
                ConnectionFindings.TransferStalled,
                detail,
                [.. step, ("bytes", stalled.Bytes), ("idle", stalled.Idle.TotalSeconds), ("status", stalled.StatusCode), ("mtu", SystemCommands.LowerMtu(null))]),
            ResponseUnfinishedException slow => context.Report(
                ConnectionFindings.TransferTooSlow, detail, [.. step, ("bytes", slow.Bytes), ("status", slow.StatusCode), ("seconds", context.Options.Timeout.TotalSeconds)]),
            OperationCanceledException => context.Report(ConnectionFindings.RequestUnanswered, detail, [.. step, ("seconds", context.Options.Timeout.TotalSeconds)]),
            ResponseCutException { Bytes: > 0 } cut => context.Report(ConnectionFindings.TransferCut, detail, [.. step, ("bytes", cut.Bytes)]),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => context.Report(ConnectionFindings.HeadersTooLarge, detail, step),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => context.Report(ConnectionFindings.AnswerNotHttp, detail, step),
            _ when exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset } =>
                context.Report(ConnectionFindings.ConnectionReset, detail, step),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => context.Report(ConnectionFindings.ConnectionClosed, detail, step),
            _ => context.Report(ConnectionFindings.RequestFailed, detail, ("request", shown), ("reason", UntrustedText.Clean(exception.GetBaseException().Message))),
        };
        return code is null ? outcome : outcome with { ErrorCode = code };
    }

    /// <summary>The failure for a response that means the same at every step; null if the step itself has to evaluate it.</summary>
    public static CheckOutcome? AtAnyStep(CheckContext context, RegistryResponse answer, ErrorCode code)
    {
        (string, object?) summary = ("answer", answer.Summary);
        (string, object?) target = ("target", answer.Authority);
        HttpDetail detail = answer.ToDetail();
        CheckOutcome? outcome = answer.StatusCode switch
        {
            (int)HttpStatusCode.TooManyRequests when answer.RetryAfter is { } wait =>
                context.Report(ConnectionFindings.RegistryThrottledUntil, detail, summary, ("seconds", Math.Ceiling(wait.TotalSeconds))),
            (int)HttpStatusCode.TooManyRequests => context.Report(ConnectionFindings.RegistryThrottled, detail, summary),
            >= 300 and < 400 => context.Report(ConnectionFindings.RequestRedirected, detail, summary, target, ("location", answer.Location)),
            >= 500 => context.Report(ConnectionFindings.ServerError, detail, summary, target),
            200 or 401 when answer.IsCut => context.Report(ConnectionFindings.AnswerTooLong, detail, summary, target),
            _ => null,
        };
        return outcome is null || outcome.Finding!.ErrorCode is not null ? outcome : outcome with { ErrorCode = code };
    }

    /// <summary>The failure for a successful response that contains no token.</summary>
    public static CheckOutcome NoToken(CheckContext context, RegistryResponse answer, ErrorCode code, string member)
    {
        (string, object?)[] values = [("answer", answer.Summary), ("member", member)];
        (string, object?) target = ("target", answer.Authority);
        HttpDetail detail = answer.ToDetail();
        return answer switch
        {
            { ContentEncoding.Length: > 0 } => context.Report(ConnectionFindings.TokenAnswerCompressed, detail, [.. values, target, ("kind", answer.ContentEncoding)]),
            { Body.Length: 0 } => context.Report(ConnectionFindings.TokenAnswerEmpty, detail, values),
            _ => context.Report(ConnectionFindings.TokenMissing, detail, [.. values, target, ("kind", answer.ContentType.Length > 0 ? answer.ContentType : "-")]),
        } with
        { ErrorCode = code };
    }
}
