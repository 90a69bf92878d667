using System.Net.Sockets;
using System.Text;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network.Proxies;

namespace AcrHealth.Core.Tests.Network.Proxies;

public sealed class ProxyTunnelTests
{
    private static readonly Uri Proxy = new("http://proxy.example:3128");

    [Theory]
    [InlineData("HTTP/1.1 200 Connection established\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nProxy-Agent: x\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("HTTP/1.1 299 \r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nVia: x\n\n")]
    public async Task What_follows_the_proxys_consent_is_left_to_the_other_end(string answer)
    {
        (string request, string left) = await OpenAsync(Proxy, answer + "hello");

        Assert.Equal("CONNECT contoso.azurecr.io:443 HTTP/1.1\r\nHost: contoso.azurecr.io:443\r\n\r\n", request);
        Assert.Equal("hello", left);
    }

    [Theory]
    [InlineData("http://user:p%40ss%3Aword@proxy.example", "user:p@ss:word")]
    [InlineData("http://user@proxy.example", "user:")]
    [InlineData("http://%EA%B9%80:%EC%95%94%ED%98%B8@proxy.example", "김:암호")]
    [InlineData("http://user:a%0D%0AX-Evil:%20b@proxy.example", "user:a\r\nX-Evil: b")]
    public async Task Credentials_of_the_proxys_URL_are_sent_to_it(string proxy, string credentials)
    {
        (string request, _) = await OpenAsync(new Uri(proxy), "HTTP/1.1 200 OK\r\n\r\n");

        Assert.Contains($"\r\nProxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Evil", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", 403)]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n", 407)]
    [InlineData("HTTP/1.1 502\r\n\r\n", 502)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://evil.example\r\n\r\n", 302)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", 100)]
    public async Task A_refusal_carries_the_status(string answer, int status)
    {
        ProxyException failure = await Assert.ThrowsAsync<ProxyException>(() => OpenAsync(Proxy, answer));

        Assert.Equal(status, failure.StatusCode);
        Assert.Equal(answer.Split("\r\n")[0], failure.Message);
        Assert.Same(Proxy, failure.Proxy);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 -200 OK\r\n\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    public async Task What_is_no_proxys_answer_has_no_status(string answer) =>
        Assert.Null((await Assert.ThrowsAsync<ProxyException>(() => OpenAsync(Proxy, answer))).StatusCode);

    [Fact]
    public async Task An_endless_header_section_is_rejected()
    {
        ProxyException failure = await Assert.ThrowsAsync<ProxyException>(() => OpenAsync(Proxy, "HTTP/1.1 200 OK\r\n" + new string('x', 1 << 20)));

        Assert.Null(failure.StatusCode);
        Assert.InRange(failure.Message.Length, 1, 200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    public async Task A_close_in_the_middle_is_not_taken_for_consent(string answer) =>
        await Assert.ThrowsAnyAsync<IOException>(() => OpenAsync(Proxy, answer));

    /// <summary>Opens a tunnel through a proxy that answers so and closes; gives what it was asked, and what was left in the tunnel.</summary>
    private static async Task<(string Request, string Left)> OpenAsync(Uri proxy, string answer)
    {
        using var deadline = new Deadline();
        string? request = null;
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            request = await LoopbackServer.ReadHeadAsync(stream, stop);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
            stream.Socket.Shutdown(SocketShutdown.Send);
            _ = await stream.ReadAsync(new byte[1], stop);
        });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, deadline.Token);
        await using NetworkStream stream = client.GetStream();
        await ProxyTunnel.OpenAsync(stream, proxy, "contoso.azurecr.io:443", deadline.Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (request!, await reader.ReadToEndAsync(deadline.Token));
    }
}
