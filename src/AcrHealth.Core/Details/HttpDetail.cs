using System.Diagnostics.CodeAnalysis;

namespace AcrHealth.Details;

/// <summary>An exchange with a registry.</summary>
public class HttpDetail
{
    /// <summary>Makes one of what its properties are set to.</summary>
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

    /// <summary>The request's method and URL; no secrets are in it.</summary>
    public required string Request { get; init; }

    /// <summary>The answer's status code; null where none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The registry's own error code; null where it sent none.</summary>
    public string? RegistryErrorCode { get; init; }

    /// <summary>The registry's own error message; null where it sent none.</summary>
    public string? RegistryErrorMessage { get; init; }

    /// <summary>What Azure's support finds the request by; null where the registry sent none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When to try again, as the registry asks; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The time between request and answer; null where none came.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How far the registry's clock is ahead of this machine's, to the second; null where the answer has no date.</summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Request} -> {StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}";
}
