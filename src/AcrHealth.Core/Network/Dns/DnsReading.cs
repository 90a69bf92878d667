using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Text;

namespace AcrHealth.Network.Dns;

/// <summary>Reads from DNS responses the facts about a registry.</summary>
internal static class DnsReading
{
    private const string PrivateLink = ".privatelink.";

    // "<n>.<region>.cloudapp.azure.com" ends the chain of a public registry: the facts of the design, seen in every cloud with its own last labels.
    private const string ComputeLabel = "cloudapp";

    private const int MaximumNames = 32;
    private const int MaximumNameLength = 253;
    private const int MaximumLabelLength = 63;

    public static DnsDetail Detail(string host, IReadOnlyList<IPAddress> addresses, SocketError? error, DnsExplanation? explanation) => new()
    {
        Host = host,
        Addresses = [.. addresses.Select(address => address.ToString())],
        SystemError = error?.ToString(),
        Region = explanation is null ? null : RegionOf(explanation.Chain),
        IsPrivateLink = explanation is not null && explanation.Chain.Any(IsPrivateLink),
        Explanation = explanation is null ? null : Harmless(explanation),
    };

    /// <summary>Whether all addresses are ones that only a private network has (RFC 1918, RFC 4193, RFC 6598, loopback).</summary>
    public static bool IsPrivate(IReadOnlyList<IPAddress> addresses) => addresses.All(IsPrivate);

    // A label may hold any byte, and a response over TCP thousands of names.
    private static DnsExplanation Harmless(DnsExplanation explanation) => new()
    {
        Server = explanation.Server,
        Outcome = explanation.Outcome,
        Chain = [.. explanation.Chain.Take(MaximumNames).Select(name => UntrustedText.Clean(name, MaximumNameLength))],
        Addresses = [.. explanation.Addresses.Take(MaximumNames)],
        TimeToLiveSeconds = explanation.TimeToLiveSeconds,
    };

    /// <summary>Whether a name is in a private link zone.</summary>
    public static bool IsPrivateLink(string name) => name.Contains(PrivateLink, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether aliases lead back to where they began.</summary>
    public static bool IsCircle(string host, IReadOnlyList<string> chain) =>
        chain.Append(host).Distinct(StringComparer.OrdinalIgnoreCase).Count() <= chain.Count;

    private static string? RegionOf(IReadOnlyList<string> chain)
    {
        foreach (string name in chain.Reverse())
        {
            string[] labels = name.TrimEnd('.').Split('.');
            int compute = Array.FindIndex(labels, label => label.Equals(ComputeLabel, StringComparison.OrdinalIgnoreCase));
            if (compute >= 2)
            {
                return UntrustedText.Clean(labels[compute - 1].ToLowerInvariant(), MaximumLabelLength - 1);
            }
        }

        return null;
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal)
        {
            return true;
        }

        return address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..]
            && address.AddressFamily == AddressFamily.InterNetwork;
    }
}
