using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network.Dns;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>Finds out why a name has no usable address.</summary>
internal static class DnsDiagnosis
{
    /// <summary>The cause of a failed look-up.</summary>
    /// <param name="host">The name.</param>
    /// <param name="error">The operating system's error.</param>
    /// <param name="explanation">The responses of the DNS servers; null if none was asked.</param>
    /// <param name="isImpossible">Whether no registry can have the name.</param>
    public static ConnectionFailure Of(string host, SocketError error, DnsExplanation? explanation, bool isImpossible = false) => new(
        ConnectionFailureKind.Dns,
        FindingOf(host, error, explanation, isImpossible),
        [
            ("target", UntrustedText.Clean(host)),
            ("dnsServer", explanation?.Server ?? "-"),
            ("alias", explanation?.Chain is [.., var last] ? UntrustedText.Clean(last) : null),
            ("error", error.ToString()),
            ("flush", SystemCommands.FlushNames),
            ("hostsFile", HostsFile.System.Path),
        ]);

    /// <summary>Addresses that block a name instead of leading anywhere; null if one leads somewhere.</summary>
    public static CheckOutcome? Sinkhole(CheckContext context, IReadOnlyList<IPAddress> addresses, DnsExplanation? explanation, object? detail, HostsFile file)
    {
        if (addresses.Count == 0 || !addresses.All(IsUnspecified))
        {
            return null;
        }

        (string, object?)[] values = [("target", context.Target.Authority), ("addresses", string.Join(", ", addresses))];
        return file.IsSourceOf(context.Target.Host!, addresses)
            ? context.Report(ConnectionFindings.HostsFileSinkhole, detail, [.. values, ("hostsFile", file.Path), ("flush", SystemCommands.FlushNames)])
            : context.Report(ConnectionFindings.SinkholeAddress, detail, [.. values, ("dnsServer", explanation?.Server ?? "-")]);
    }

    /// <summary>0.0.0.0 and ::, which lead nowhere, or to this machine.</summary>
    public static bool IsUnspecified(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static Finding FindingOf(string host, SocketError error, DnsExplanation? explanation, bool isImpossible) => explanation?.Outcome switch
    {
        // The name itself is right then: the record behind it is missing, in a private zone most of the time.
        DnsOutcomes.NoSuchName when explanation.Chain is [.., var last] =>
            DnsReading.IsPrivateLink(last) ? ConnectionFindings.PrivateLinkRecordMissing : ConnectionFindings.AliasTargetMissing,
        DnsOutcomes.NoSuchName => isImpossible ? ConnectionFindings.NameImpossible : ConnectionFindings.NameNotFound,
        DnsOutcomes.NoAddresses when DnsReading.IsCircle(host, explanation.Chain) => ConnectionFindings.AliasLoop,
        DnsOutcomes.NoAddresses when explanation.Chain is [.., var last] && DnsReading.IsPrivateLink(last) => ConnectionFindings.PrivateLinkRecordMissing,
        DnsOutcomes.NoAddresses => ConnectionFindings.NameWithoutAddress,
        DnsOutcomes.Unreadable => ConnectionFindings.DnsAnswerUnreadable,
        DnsOutcomes.ServerFailure => ConnectionFindings.DnsServerFailure,
        DnsOutcomes.Refused => ConnectionFindings.DnsServerRefused,
        DnsOutcomes.NoAnswer => ConnectionFindings.DnsServerSilent,
        DnsOutcomes.NoServer => ConnectionFindings.DnsServerMissing,
        DnsOutcomes.Answered => ConnectionFindings.DnsAnswerNotUsed,
        _ => error is SocketError.TimedOut ? ConnectionFindings.NameResolutionTimedOut : ConnectionFindings.NameResolutionFailed,
    };
}
