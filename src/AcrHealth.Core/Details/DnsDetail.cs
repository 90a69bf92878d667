using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What the operating system, and the DNS servers behind it, know of a login server.</summary>
public sealed class DnsDetail
{
    /// <summary>The name that was looked up.</summary>
    public required string Host { get; init; }

    /// <summary>The addresses that the operating system gave, in its order; empty where it gave none.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The operating system's error by its name in <see cref="System.Net.Sockets.SocketError"/>; null where it gave addresses.</summary>
    public string? SystemError { get; init; }

    /// <summary>The Azure region that the alias chain names; null where it names none.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the alias chain goes through a private link zone.</summary>
    public bool IsPrivateLink { get; init; }

    /// <summary>What the DNS servers said; null where none was asked, or none answered while it still mattered.</summary>
    public DnsExplanation? Explanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Addresses.Count == 0 ? $"{Host}: {SystemError}" : $"{Host}: {string.Join(", ", Addresses)}";
}
