using AcrHealth.Details;

namespace AcrHealth.Network.Dns;

/// <summary>Asks this machine's DNS servers themselves, to explain what the operating system answered.</summary>
internal interface IDnsExplainer
{
    /// <summary>The servers' answer; what went wrong is in it. Ends soon after <paramref name="cancellationToken"/>.</summary>
    Task<DnsExplanation> ExplainAsync(string host, CancellationToken cancellationToken);
}
