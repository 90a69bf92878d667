using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>What this machine's DNS servers said of a name.</summary>
public sealed class DnsExplanation
{
    /// <summary>The server that answered, or the first that was asked; null where none is configured.</summary>
    public string? Server { get; init; }

    /// <summary>The response code by its name in the DNS standard: NoError, NXDomain, ServFail, Refused; or NoData, NoAnswer, NoServer, Unreadable.</summary>
    public required string Outcome { get; init; }

    /// <summary>The names that the asked one is an alias of, in order.</summary>
    public IReadOnlyList<string> Chain { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The addresses at the end of the chain.</summary>
    public IReadOnlyList<string> Addresses { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The shortest time that any record of the answer may be kept, in seconds; null without an answer.</summary>
    public int? TimeToLiveSeconds { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Chain.Count == 0 ? Outcome : $"{Outcome}: {string.Join(" -> ", Chain)}";
}
