using System.Text;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>A question as it came to a DNS server (RFC 1035, section 4).</summary>
/// <param name="Id">The two bytes that its answer begins with.</param>
/// <param name="Section">The question section, which its answer repeats.</param>
/// <param name="Name">The name that was asked for.</param>
/// <param name="Type">The type of record that was asked for.</param>
internal sealed record DnsQuestion(byte[] Id, byte[] Section, string Name, int Type)
{
    private const int HeaderLength = 12;

    public static DnsQuestion Read(ReadOnlySpan<byte> message)
    {
        var labels = new List<string>();
        int i = HeaderLength;
        while (message[i] > 0)
        {
            labels.Add(Encoding.Latin1.GetString(message.Slice(i + 1, message[i])));
            i += message[i] + 1;
        }

        int end = i + 5;
        return new(message[..2].ToArray(), message[HeaderLength..end].ToArray(), string.Join('.', labels).ToLowerInvariant(), message[i + 2]);
    }
}
