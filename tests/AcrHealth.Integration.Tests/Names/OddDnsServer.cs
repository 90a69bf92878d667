using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>A DNS server on a loopback address of its own that answers as no good one does: resolvers know only port 53.</summary>
internal sealed class OddDnsServer : IDisposable
{
    private const int Port = 53;

    private readonly Func<DnsQuestion, bool, DnsReply?> _answer;
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly ConcurrentQueue<string> _asked = new();

    /// <param name="address">The address on which it listens.</param>
    /// <param name="answer">Returns the response to a question, or null for silence; the flag says whether the question came over TCP.</param>
    public OddDnsServer(IPAddress address, Func<DnsQuestion, bool, DnsReply?> answer)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root listens on port 53.");
        _answer = answer;
        _udp = new(new IPEndPoint(address, Port));
        _tcp = new(address, Port);
        _tcp.Start();
        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    /// <summary>The names that it was asked for, with the way by which the question came.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult received = await _udp.ReceiveAsync();
                _ = AnswerAsync(received.Buffer, false, async message => await _udp.SendAsync(message, received.RemoteEndPoint));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _tcp.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            byte[] length = new byte[2];
            try
            {
                while (true)
                {
                    await stream.ReadExactlyAsync(length);
                    byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(question);
                    await AnswerAsync(
                        question, true, async message => await stream.WriteAsync((byte[])[(byte)(message.Length >> 8), (byte)message.Length, .. message]));
                }
            }
            catch (IOException)
            {
                // The client that asked has disconnected.
            }
        }
    }

    private async Task AnswerAsync(byte[] message, bool overTcp, Func<byte[], Task> send)
    {
        try
        {
            DnsQuestion question = DnsQuestion.Read(message);
            _asked.Enqueue($"{question.Name} {(overTcp ? "tcp" : "udp")}");
            if (_answer(question, overTcp) is { } reply)
            {
                await Task.Delay(reply.Delay);
                await send(reply.ToMessage(question));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // Too late for whoever asked.
        }
    }
}
