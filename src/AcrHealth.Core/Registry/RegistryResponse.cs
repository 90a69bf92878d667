using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Details;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>What a server answered, read to a bounded length.</summary>
internal sealed class RegistryResponse
{
    private const string CorrelationHeader = "x-ms-correlation-request-id";

    public RegistryResponse(HttpRequestMessage request, HttpResponseMessage response, string body, DateTimeOffset received, TimeSpan duration)
    {
        Headers = response.Headers;

        // Before anything of the answer is shown: it may give a token and repeat it in the same breath.
        SecretReader.ProtectAnswer(body, RawLocation);
        Request = Show(request);
        Authority = UntrustedText.Clean(request.RequestUri!.Authority, 260);
        Status = response.StatusCode;
        ContentType = UntrustedText.Clean(response.Content.Headers.ContentType?.MediaType, 100);
        ContentEncoding = UntrustedText.Clean(string.Join(", ", response.Content.Headers.ContentEncoding), 100);
        Body = body;
        Duration = duration;
        Error = RegistryError.Parse(body);
        CorrelationId = Headers.TryGetValues(CorrelationHeader, out IEnumerable<string>? values)
            && UntrustedText.Clean(values.First(), 100) is { Length: > 0 } id ? id : null;

        // A time to come back at is one of the server's own clock.
        RetryAfter = RetryAfterOf(Headers.RetryAfter, Headers.Date ?? received);

        // A date has whole seconds, and was made about halfway between question and answer.
        ClockSkew = Headers.Date is { } date ? TimeSpan.FromSeconds(Math.Round((date - received + (duration / 2)).TotalSeconds)) : null;
    }

    /// <summary>Method and URL, without the query.</summary>
    public string Request { get; }

    /// <summary>Host and port that were asked, as they may be shown.</summary>
    public string Authority { get; }

    public HttpStatusCode Status { get; }

    public int StatusCode => (int)Status;

    public HttpResponseHeaders Headers { get; }

    public string ContentType { get; }

    /// <summary>What the body is compressed with, which is never asked for; empty where it is not.</summary>
    public string ContentEncoding { get; }

    public string Body { get; }

    /// <summary>Whether the body was longer than what is read of one.</summary>
    public bool IsCut { get; init; }

    /// <summary>The body as it came, to a bounded length.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Where a redirect leads, as it came: it may carry a signature that is as good as a password. Null where it leads nowhere.</summary>
    public string? RawLocation => Headers.NonValidated.TryGetValues("Location", out HeaderStringValues values) ? values.ToString() : null;

    /// <summary>Where a redirect leads, as it may be shown.</summary>
    public string Location => Show(RawLocation);

    public TimeSpan Duration { get; }

    public RegistryError? Error { get; }

    public string? CorrelationId { get; }

    public TimeSpan? RetryAfter { get; }

    public TimeSpan? ClockSkew { get; }

    /// <summary>The status and, where the registry sent them, its own code, message and correlation id, in one line.</summary>
    public string Summary
    {
        get
        {
            string summary = string.Create(CultureInfo.InvariantCulture, $"HTTP {StatusCode} {ReasonOf(Status)}");
            if (Error is not null)
            {
                summary += $": {Error}";
            }

            return CorrelationId is null || summary.Contains(CorrelationId, StringComparison.OrdinalIgnoreCase) ? summary : $"{summary} (correlation id {CorrelationId})";
        }
    }

    /// <summary>Method and URL without the query, as they may be shown: the path may be one that a server made up.</summary>
    public static string Show(HttpRequestMessage request) =>
        $"{request.Method} {UntrustedText.Clean(request.RequestUri!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))}";

    /// <summary>A redirect's location as it may be shown: without the query, which may carry a signature.</summary>
    public static string Show(string? location) => location is null ? "-" : UntrustedText.Clean(location.Split('?', 2)[0], 200);

    public HttpDetail ToDetail() => new()
    {
        Request = Request,
        StatusCode = StatusCode,
        RegistryErrorCode = Error?.Code,
        RegistryErrorMessage = Error?.Message,
        CorrelationId = CorrelationId,
        RetryAfter = RetryAfter,
        Duration = Duration,
        ClockSkew = ClockSkew,
    };

    // The server's own phrase is a stranger's text and says nothing that the number does not.
    private static string ReasonOf(HttpStatusCode status) => Enum.IsDefined(status) ? status.ToString() : string.Empty;

    private static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date ? (date > now ? date - now : TimeSpan.Zero) : null);
}
