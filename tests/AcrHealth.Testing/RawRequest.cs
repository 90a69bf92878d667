using System.Globalization;
using System.Text;

namespace AcrHealth.Testing;

/// <summary>An HTTP request as it came.</summary>
/// <param name="First">Its first line.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, a character for each byte.</param>
public sealed record RawRequest(string First, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Method => First.Split(' ')[0];

    /// <summary>Path and query.</summary>
    public string Target => First.Split(' ')[1];

    /// <summary>Reads the next request; null if the client has closed the connection.</summary>
    public static async Task<RawRequest?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadLineAsync(cancellationToken) is not { } first)
        {
            return null;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        char[] body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];

        // Reading nothing would wait for something all the same.
        int read = body.Length == 0 ? 0 : await reader.ReadBlockAsync(body, cancellationToken);
        return new(first, headers, new(body, 0, read));
    }

    /// <summary>A reader of requests.</summary>
    public static StreamReader Reader(Stream stream) => new(stream, Encoding.Latin1, leaveOpen: true);
}
