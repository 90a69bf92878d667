using System.Net;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network.Dns;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>Finds out whether an address belongs to another name, which the resolver made by adding a search domain to one that does not exist.</summary>
internal static class SearchDomainAnswer
{
    /// <summary>The warning; null if the address is the name's own.</summary>
    public static async Task<CheckOutcome?> FindAsync(
        CheckContext context,
        CheckOutput<ResolvedHost> output,
        IReadOnlyList<IPAddress> addresses,
        DnsExplanation explanation,
        object detail,
        IReadOnlyList<string> domains,
        CancellationToken cancellationToken)
    {
        string host = context.Target.Host!;
        if (explanation.Outcome != DnsOutcomes.NoSuchName || HostsFile.System.IsSourceOf(host, addresses))
        {
            return null;
        }

        foreach (string domain in domains)
        {
            string searched = $"{host}.{domain}";
            DnsExplanation found = await context.Session.DnsExplainer.ExplainAsync(searched, cancellationToken).ConfigureAwait(false);
            if (found.Addresses.Any(address => addresses.Any(own => own.ToString() == address)))
            {
                return context.Report(
                    ConnectionFindings.SearchDomainAnswer,
                    detail,
                    ("target", context.Target.Authority),
                    ("addresses", string.Join(", ", addresses)),
                    ("searched", searched),
                    ("suffix", domain),
                    ("searchFile", SearchDomains.Place)).WithOutput(output, new(addresses));
            }
        }

        return null;
    }
}
