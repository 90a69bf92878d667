using AcrHealth.Details;

namespace AcrHealth.Network.Dns;

/// <summary>Queries this machine's DNS servers directly, to explain the operating system's result.</summary>
internal interface IDnsExplainer
{
    /// <summary>Returns the servers' response, including any failure. Completes soon after <paramref name="cancellationToken"/> is cancelled.</summary>
    Task<DnsExplanation> ExplainAsync(string host, CancellationToken cancellationToken);
}
