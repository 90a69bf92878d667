using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>The response of this machine's DNS servers for a name.</summary>
public sealed class DnsExplanation
{
    /// <summary>The server that responded, or the first that was asked; null if none is configured.</summary>
    public string? Server { get; init; }

    /// <summary>The response code by its name in the DNS standard: NoError, NXDomain, ServFail, Refused; or NoData, NoAnswer, NoServer, Unreadable.</summary>
    public required string Outcome { get; init; }

    /// <summary>The names in the chain of aliases (CNAME records) of the name, in order.</summary>
    public IReadOnlyList<string> Chain { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The addresses at the end of the chain.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The shortest time to live of the records in the response, in seconds; null if there was no response.</summary>
    public int? TimeToLiveSeconds { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Chain.Count == 0 ? Outcome : $"{Outcome}: {string.Join(" -> ", Chain)}";
}
