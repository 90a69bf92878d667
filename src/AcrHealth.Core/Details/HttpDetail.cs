using System.Diagnostics.CodeAnalysis;

namespace AcrHealth.Details;

/// <summary>A request to a registry and the data of its response.</summary>
public class HttpDetail
{
    /// <summary>Creates an instance whose properties the caller sets.</summary>
    public HttpDetail()
    {
    }

    [SetsRequiredMembers]
    private protected HttpDetail(HttpDetail exchange)
    {
        Request = exchange.Request;
        StatusCode = exchange.StatusCode;
        RegistryErrorCode = exchange.RegistryErrorCode;
        RegistryErrorMessage = exchange.RegistryErrorMessage;
        CorrelationId = exchange.CorrelationId;
        RetryAfter = exchange.RetryAfter;
        Duration = exchange.Duration;
        ClockSkew = exchange.ClockSkew;
    }

    /// <summary>The request's method and URL, without secrets.</summary>
    public required string Request { get; init; }

    /// <summary>The status code of the response; null if there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The registry's own error code; null if it sent none.</summary>
    public string? RegistryErrorCode { get; init; }

    /// <summary>The registry's own error message; null if it sent none.</summary>
    public string? RegistryErrorMessage { get; init; }

    /// <summary>The correlation id, by which Azure support finds the request; null if the registry sent none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The time to wait before the next attempt, as the registry requests; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The time between request and response; null if there was no response.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The time that the registry's clock is ahead of this machine's, to the second; null if the response has no date.</summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Request} -> {StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}";
}
