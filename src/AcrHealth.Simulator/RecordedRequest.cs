namespace AcrHealth.Simulator;

/// <summary>One HTTP request as it arrived, secrets included: it is how a test proves who was sent what.</summary>
public sealed class RecordedRequest
{
    /// <summary>When its body had been read, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query, as on the request line.</summary>
    public required string Target { get; init; }

    /// <summary>The Host header.</summary>
    public required string Host { get; init; }

    /// <summary>The raw Authorization header; <see langword="null"/> where there was none.</summary>
    public string? Authorization { get; init; }

    /// <summary>The word before the first space of <see cref="Authorization"/>, as sent.</summary>
    public string? AuthorizationScheme => Authorization?.Split(' ', 2)[0];

    /// <summary>Every header, a header of several values joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The raw body, usually a form, read as UTF-8; empty where there was none.</summary>
    public required string Body { get; init; }

    /// <summary>The status of the answer; <see langword="null"/> as long as none has been given, which may be for ever.</summary>
    public int? Status { get; internal set; }
}
