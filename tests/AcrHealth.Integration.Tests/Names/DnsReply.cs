using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>The response of a DNS server to a question.</summary>
internal sealed record DnsReply
{
    private const int AddressType = 1;
    private const int AliasType = 5;
    private const int Address6Type = 28;

    /// <summary>The response code: 0 NOERROR, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED.</summary>
    public int Code { get; init; }

    /// <summary>Whether it says that there is more than it holds.</summary>
    public bool Truncated { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Sent instead of an answer that could be read, after the question's id.</summary>
    public byte[]? Garbage { get; init; }

    private IReadOnlyList<(string Name, int Type, byte[] Data)> Records { get; init; } = [];

    public static DnsReply Nothing { get; } = new();

    public DnsReply WithAlias(string name, string target) => With(name, AliasType, Name(target));

    public DnsReply WithAddresses(string name, params IEnumerable<string> addresses) => addresses.Select(IPAddress.Parse).Aggregate(
        this,
        (reply, address) => reply.With(name, address.AddressFamily == AddressFamily.InterNetwork ? AddressType : Address6Type, address.GetAddressBytes()));

    /// <summary>The message (RFC 1035, section 4) that answers <paramref name="question"/>.</summary>
    public byte[] ToMessage(DnsQuestion question)
    {
        if (Garbage is not null)
        {
            return [.. question.Id, .. Garbage];
        }

        // Addresses of the kind that was not asked for are no part of the answer.
        var records = Records.Where(record => record.Type == question.Type || record.Type == AliasType).ToList();
        var message = new List<byte>(question.Id)
        {
            (byte)(Truncated ? 0x87 : 0x85), (byte)(0x80 | Code), 0, 1, (byte)(records.Count >> 8), (byte)records.Count, 0, 0, 0, 0,
        };
        message.AddRange(question.Section);
        foreach ((string name, int type, byte[] data) in records)
        {
            message.AddRange([.. Name(name), 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        }

        return [.. message];
    }

    private static byte[] Name(string name) =>
        [.. name.Split('.').SelectMany(label => Encoding.Latin1.GetBytes(label).Prepend((byte)label.Length)), 0];

    private DnsReply With(string name, int type, byte[] data) => this with { Records = [.. Records, (name, type, data)] };
}
