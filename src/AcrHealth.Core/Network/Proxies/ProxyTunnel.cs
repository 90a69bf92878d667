using System.Globalization;
using System.Text;

namespace AcrHealth.Network.Proxies;

/// <summary>Requests a tunnel to a host from an HTTP proxy (RFC 9110, CONNECT).</summary>
internal static class ProxyTunnel
{
    private const int MaximumHead = 16 * 1024;

    /// <exception cref="ProxyException">The proxy refused, or sent a response that no proxy sends.</exception>
    /// <exception cref="IOException">The proxy closed the connection.</exception>
    public static async Task OpenAsync(Stream stream, Uri proxy, string authority, CancellationToken cancellationToken)
    {
        var request = new StringBuilder();
        request.Append(CultureInfo.InvariantCulture, $"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        if (proxy.UserInfo.Length > 0)
        {
            string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials(proxy)));
            request.Append(CultureInfo.InvariantCulture, $"Proxy-Authorization: Basic {credentials}\r\n");
        }

        request.Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.ToString()), cancellationToken).ConfigureAwait(false);
        string head = await ReadHeadAsync(stream, proxy, cancellationToken).ConfigureAwait(false);
        string status = head.Split('\n', 2)[0].TrimEnd('\r');
        string[] words = status.Split(' ', 3);
        if (words.Length < 2 || !words[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int code))
        {
            throw new ProxyException(proxy, null, status);
        }

        if (code is < 200 or > 299)
        {
            throw new ProxyException(proxy, code, status);
        }
    }

    // RFC 7617: the colon is required even if the password is empty.
    private static string Credentials(Uri proxy) =>
        Uri.UnescapeDataString(proxy.UserInfo.Contains(':', StringComparison.Ordinal) ? proxy.UserInfo : proxy.UserInfo + ":");

    // Byte by byte: the bytes after the head belong to the other end, and must not be consumed. The head is short, and comes once.
    private static async Task<string> ReadHeadAsync(Stream stream, Uri proxy, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (head.Length < MaximumHead)
        {
            if (await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new EndOfStreamException();
            }

            head.Append((char)one[0]);
            if (one[0] == '\n' && head.Length > 1 && (head[^2] == '\n' || (head.Length > 2 && head[^2] == '\r' && head[^3] == '\n')))
            {
                // Lines may end in a bare line feed (RFC 9112, section 2.2).
                return head.ToString();
            }
        }

        throw new ProxyException(proxy, null, head.ToString(0, 200));
    }
}
