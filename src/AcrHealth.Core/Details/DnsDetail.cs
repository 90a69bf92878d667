using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The DNS records of a login server, as the operating system and its DNS servers return them.</summary>
public sealed class DnsDetail
{
    /// <summary>The name that was looked up.</summary>
    public required string Host { get; init; }

    /// <summary>The addresses that the operating system returned, in its order; empty if it returned none.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The operating system's error by its name in <see cref="System.Net.Sockets.SocketError"/>; null if it returned addresses.</summary>
    public string? SystemError { get; init; }

    /// <summary>The Azure region that the alias chain names; null if it names none.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the alias chain goes through a private link zone.</summary>
    public bool IsPrivateLink { get; init; }

    /// <summary>The response of the DNS servers; null if none was asked, or none responded in time.</summary>
    public DnsExplanation? Explanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Addresses.Count == 0 ? $"{Host}: {SystemError}" : $"{Host}: {string.Join(", ", Addresses)}";
}
