using System.Globalization;
using System.Net;

namespace AcrHealth.Network.Proxies;

/// <summary>The hosts that a NO_PROXY variable excepts: names with their subdomains, addresses, networks, each with or without a port; or *.</summary>
internal sealed class BypassList
{
    private readonly string[] _entries;

    private BypassList(string[] entries)
    {
        _entries = entries;
    }

    public static BypassList Parse(string text) =>
        new(text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public bool Contains(Uri url) => EntryFor(url) is not null;

    /// <summary>The first entry that excepts the host; null if none does.</summary>
    public string? EntryFor(Uri url) => Array.Find(_entries, entry => entry == "*" || Matches(entry, url.IdnHost, url.Port));

    private static bool Matches(string entry, string host, int port)
    {
        IPAddress? address = IPAddress.TryParse(host, out IPAddress? parsed) ? parsed : null;
        if (address is not null && IPNetwork.TryParse(entry, out IPNetwork network))
        {
            return network.Contains(address);
        }

        string name = entry;
        int colon = entry.LastIndexOf(':');
        // "[::1]:5000" parses as an address, too, with its port ignored.
        if (colon >= 0 && (entry.Contains("]:", StringComparison.Ordinal) || !IPAddress.TryParse(entry, out _)))
        {
            if (!int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int only) || only != port)
            {
                return false;
            }

            name = entry[..colon];
        }

        if (address is not null)
        {
            return IPAddress.TryParse(name, out IPAddress? excepted) && excepted.Equals(address);
        }

        name = name.TrimStart('*').TrimStart('.');
        return name.Length > 0
            && host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            && (host.Length == name.Length || host[^(name.Length + 1)] == '.');
    }
}
