using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The host that a registry has its layers at, and how far this machine came with it.</summary>
public sealed class DataEndpointDetail
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>Its TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>What kind of host it is.</summary>
    public required DataHostKind Kind { get; init; }

    /// <summary>The region in the name of a dedicated data endpoint: the replica that answered; null for other hosts.</summary>
    public string? Region { get; init; }

    /// <summary>The addresses that the operating system gave; empty where it gave none, and where a proxy looks the host up.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The connection; null where none was tried, and where the login server's was used.</summary>
    public TlsDetail? Connection { get; init; }

    /// <summary>The request's method and URL without the query, which holds a signature; null where none was made.</summary>
    public string? Request { get; init; }

    /// <summary>The answer's status code; null where none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The time between request and answer; null where none came.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The same with an exchange.</summary>
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
