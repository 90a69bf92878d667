using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AcrHealth.Engine.Tests;

/// <summary>An Azure virtual machine's metadata service as far as it reports the region, on loopback.</summary>
internal sealed class MetadataService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MetadataService(string region)
    {
        _listener.Start();
        _ = ServeAsync(region);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(string region)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                string question = await reader.ReadLineAsync() ?? string.Empty;
                bool asksRight = question.StartsWith("GET /metadata/instance/compute/location?", StringComparison.Ordinal);
                bool hasHeader = false;
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    hasHeader |= line.Equals("Metadata: true", StringComparison.OrdinalIgnoreCase);
                }

                string answer = asksRight && hasHeader
                    ? $"HTTP/1.1 200 OK\r\nContent-Length: {region.Length}\r\nConnection: close\r\n\r\n{region}"
                    : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
