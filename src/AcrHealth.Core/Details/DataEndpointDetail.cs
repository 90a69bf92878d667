using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The host that serves a registry's layers, and the result of connecting to it from this machine.</summary>
public sealed class DataEndpointDetail
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>Its TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>The kind of host.</summary>
    public required DataHostKind Kind { get; init; }

    /// <summary>The region in the name of a dedicated data endpoint, which is that of the replica that responded; null for other hosts.</summary>
    public string? Region { get; init; }

    /// <summary>The addresses to which the operating system resolved the host; empty if there are none, or if a proxy resolves the host.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The connection; null if none was attempted, or if the login server's was used.</summary>
    public TlsDetail? Connection { get; init; }

    /// <summary>The request's method and URL without the query, which holds a signature; null if none was made.</summary>
    public string? Request { get; init; }

    /// <summary>The status code of the response; null if there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The time between request and response; null if there was no response.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Returns a copy with the data of a request and its response.</summary>
    internal DataEndpointDetail With(string request, int statusCode, TimeSpan duration) => new()
    {
        Host = Host,
        Port = Port,
        Kind = Kind,
        Region = Region,
        Addresses = Addresses,
        Connection = Connection,
        Request = request,
        StatusCode = statusCode,
        Duration = duration,
    };

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
