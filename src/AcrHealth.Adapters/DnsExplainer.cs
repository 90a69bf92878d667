using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Network.Dns;
using DnsClient;
using DnsClient.Protocol;

namespace AcrHealth.Adapters;

/// <summary>Queries the DNS servers that this machine is configured with, through DnsClient.</summary>
internal sealed class DnsExplainer : IDnsExplainer
{
    // The response explains and does not decide: one retry is enough.
    private const int Retries = 1;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<DnsExplanation> ExplainAsync(string host, CancellationToken cancellationToken)
    {
        LookupClient client;
        try
        {
            client = new(new LookupClientOptions
            {
                Timeout = Timeout,
                Retries = Retries,
                UseCache = false,
                ThrowDnsErrors = false,
                ContinueOnDnsError = false,
                ContinueOnEmptyResponse = false,
            });
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return new() { Outcome = DnsOutcomes.NoServer };
        }

        if (client.NameServers.Count == 0)
        {
            return new() { Outcome = DnsOutcomes.NoServer };
        }

        string server = client.NameServers.First().Address;
        try
        {
            IDnsQueryResponse v4 = await client.QueryAsync(Rooted(host), QueryType.A, QueryClass.IN, cancellationToken).ConfigureAwait(false);
            if (v4.HasError || v4.Answers.ARecords().Any())
            {
                return Read(v4, server);
            }

            IDnsQueryResponse v6 = await client.QueryAsync(Rooted(host), QueryType.AAAA, QueryClass.IN, cancellationToken).ConfigureAwait(false);
            return Read(v6.HasError ? v4 : v6, server);
        }
        catch (Exception exception) when (exception is DnsResponseException or SocketException or OperationCanceledException or ArgumentException)
        {
            return new() { Server = server, Outcome = DnsOutcomes.NoAnswer };
        }
        catch (Exception)
        {
            // Any exception of the parser counts: its input is untrusted, and not all of its exceptions are documented.
            return new() { Server = server, Outcome = DnsOutcomes.Unreadable };
        }
    }

    // Without the root's dot, search domains would be tried, too.
    private static string Rooted(string host) => host + ".";

    private static DnsExplanation Read(IDnsQueryResponse response, string server)
    {
        DnsResourceRecord[] answers = [.. response.Answers];
        string[] addresses = [.. answers.OfType<AddressRecord>().Select(record => record.Address.ToString())];
        return new()
        {
            Server = response.NameServer?.Address ?? server,
            Outcome = Outcome(response, addresses),
            Chain = [.. answers.OfType<CNameRecord>().Select(record => record.CanonicalName.Value.TrimEnd('.'))],
            Addresses = addresses,
            TimeToLiveSeconds = answers.Length == 0 ? null : answers.Min(record => record.TimeToLive),
        };
    }

    private static string Outcome(IDnsQueryResponse response, string[] addresses) => response.Header.ResponseCode switch
    {
        DnsHeaderResponseCode.NoError => addresses.Length > 0 ? DnsOutcomes.Answered : DnsOutcomes.NoAddresses,
        DnsHeaderResponseCode.NotExistentDomain => DnsOutcomes.NoSuchName,
        DnsHeaderResponseCode.ServerFailure => DnsOutcomes.ServerFailure,
        DnsHeaderResponseCode.Refused => DnsOutcomes.Refused,
        var other => other.ToString(),
    };
}
