using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AcrHealth.AzureResourceManager;

/// <summary>An address, or a range of them in CIDR notation, of either family.</summary>
internal sealed class AddressRange
{
    private readonly byte[] _prefix;
    private readonly int _length;

    private AddressRange(byte[] prefix, int length)
    {
        _prefix = prefix;
        _length = length;
    }

    /// <summary>Parses 203.0.113.7, 203.0.113.0/24, 2001:db8::/32; bits after the prefix are ignored. Null for anything else.</summary>
    public static AddressRange? Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out IPAddress? address))
        {
            return null;
        }

        byte[] bytes = Bytes(address);
        int length = bytes.Length * 8;
        return slash < 0 || (int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= bytes.Length * 8)
            ? new(bytes, length)
            : null;
    }

    public bool Contains(IPAddress address)
    {
        byte[] bytes = Bytes(address);
        if (bytes.Length != _prefix.Length)
        {
            return false;
        }

        int whole = _length / 8;
        int rest = _length % 8;
        return bytes.AsSpan(0, whole).SequenceEqual(_prefix.AsSpan(0, whole))
            && (rest == 0 || (bytes[whole] ^ _prefix[whole]) >> (8 - rest) == 0);
    }

    private static byte[] Bytes(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
}
