using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Details;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>A server's response, read to a bounded length.</summary>
internal sealed class RegistryResponse
{
    private const string CorrelationHeader = "x-ms-correlation-request-id";

    public RegistryResponse(HttpRequestMessage request, HttpResponseMessage response, string body, DateTimeOffset received, TimeSpan duration)
    {
        Headers = response.Headers;

        // Secrets are protected before any part of the response is shown: it may give a token and repeat it elsewhere.
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

        // A time to retry at is by the server's own clock.
        RetryAfter = RetryAfterOf(Headers.RetryAfter, Headers.Date ?? received);

        // A date has whole seconds, and was set about halfway between request and response.
        ClockSkew = Headers.Date is { } date ? TimeSpan.FromSeconds(Math.Round((date - received + (duration / 2)).TotalSeconds)) : null;
    }

    /// <summary>Method and URL, without the query.</summary>
    public string Request { get; }

    /// <summary>Host and port that the request went to, as they may be shown.</summary>
    public string Authority { get; }

    public HttpStatusCode Status { get; }

    public int StatusCode => (int)Status;

    public HttpResponseHeaders Headers { get; }

    public string ContentType { get; }

    /// <summary>The compression of the body, which is never requested; empty if there is none.</summary>
    public string ContentEncoding { get; }

    public string Body { get; }

    /// <summary>Whether the body was longer than the part that is read.</summary>
    public bool IsCut { get; init; }

    /// <summary>The body as it came, to a bounded length.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>The location that a redirect leads to, unchanged: it may carry a signature that is as good as a password. Null if there is none.</summary>
    public string? RawLocation => Headers.NonValidated.TryGetValues("Location", out HeaderStringValues values) ? values.ToString() : null;

    /// <summary>The location that a redirect leads to, as it may be shown.</summary>
    public string Location => Show(RawLocation);

    public TimeSpan Duration { get; }

    public RegistryError? Error { get; }

    public string? CorrelationId { get; }

    public TimeSpan? RetryAfter { get; }

    public TimeSpan? ClockSkew { get; }

    /// <summary>The status and, if the registry sent them, its own code, message and correlation id, in one line.</summary>
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

    // The server's own phrase is untrusted text and says nothing that the number does not.
    private static string ReasonOf(HttpStatusCode status) => Enum.IsDefined(status) ? status.ToString() : string.Empty;

    private static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date ? (date > now ? date - now : TimeSpan.Zero) : null);
}
