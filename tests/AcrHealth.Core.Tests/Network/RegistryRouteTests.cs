using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcrHealth.Core.Tests.Network.Tls;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network;
using AcrHealth.Network.Proxies;
using AcrHealth.Network.Tls;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Network;

public sealed class RegistryRouteTests
{
    private static readonly TestCertificate Root = TestCertificate.Authority("Test root");
    private static readonly TestCertificate Intermediate = TestCertificate.Authority("Test intermediate", Root);

    [Fact]
    public async Task A_certificate_of_the_callers_CA_is_trusted_and_distinguished_from_the_systems()
    {
        (SslStream stream, CertificateValidator certificate) = await ConnectAsync(TestCertificate.Server(Intermediate), Root.Root);

        await using (stream)
        {
            Assert.True(certificate.IsTrustedByCallerOnly);
            Assert.Equal("CN=localhost", certificate.Detail!.Subject);
            Assert.Equal("CN=Test intermediate", certificate.Detail.Issuer);
            Assert.Equal(["localhost"], certificate.Detail.Names);
            Assert.Equal(["CN=localhost", "CN=Test intermediate", "CN=Test root"], certificate.Detail.Chain);
            Assert.Empty(certificate.Problems);
        }
    }

    [Fact]
    public async Task An_expired_certificate_is_called_so()
    {
        TlsException failure = await FailAsync(TestCertificate.Server(Root, validFrom: -20, validTo: -1), Root.Root);

        Assert.Equal([TlsProblem.Expired], failure.Problems);
        Assert.True(failure.Certificate!.NotAfter < DateTimeOffset.Now);
        Assert.Equal(["Expired"], failure.Certificate.Problems);
    }

    [Fact]
    public async Task A_certificate_of_the_future_is_called_so() => Assert.Equal(
        [TlsProblem.NotYetValid], (await FailAsync(TestCertificate.Server(Root, validFrom: 1), Root.Root)).Problems);

    [Fact]
    public async Task A_certificate_for_another_name_is_called_so()
    {
        TlsException failure = await FailAsync(TestCertificate.Server(Root, "other.example"), Root.Root);

        Assert.Equal([TlsProblem.NameMismatch], failure.Problems);
        Assert.Contains("other.example", TlsDiagnosis.Explain("localhost", failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_called_so() =>
        Assert.Equal([TlsProblem.SelfSigned], (await FailAsync(TestCertificate.Server(null), [])).Problems);

    [Fact]
    public async Task A_certificate_without_its_issuer_is_called_so()
    {
        TlsException failure = await FailAsync(TestCertificate.Server(Intermediate), Root.Root, sendIssuers: false);

        Assert.Equal([TlsProblem.MissingIssuer], failure.Problems);
        Assert.Contains("CN=Test intermediate", TlsDiagnosis.Explain("localhost", failure), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_issuer_is_not_fetched_from_where_the_certificate_says(bool withAuthority)
    {
        await using var elsewhere = new LoopbackServer((_, _, _) => Task.CompletedTask);
        TestCertificate certificate = TestCertificate.Server(Intermediate, issuerAt: $"http://127.0.0.1:{elsewhere.Port}/issuer.cer");

        TlsException failure = await FailAsync(certificate, withAuthority ? Root.Root : [], sendIssuers: false);

        Assert.Equal([TlsProblem.MissingIssuer], failure.Problems);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_not_trusted()
    {
        TestCertificate other = TestCertificate.Authority("Another root");

        TlsProblem problem = Assert.Single((await FailAsync(TestCertificate.Server(Root), other.Root)).Problems);
        Assert.True(problem is TlsProblem.UntrustedRoot or TlsProblem.MissingIssuer, problem.ToString());
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_certificate_is_said()
    {
        TlsException failure = await FailAsync(TestCertificate.Server(null, "other.example", validFrom: -20, validTo: -1), []);

        Assert.Equal([TlsProblem.NameMismatch, TlsProblem.Expired, TlsProblem.SelfSigned], failure.Problems);
    }

    [Fact]
    public async Task Plain_HTTP_is_called_so() => Assert.Equal([TlsProblem.PlainHttp], (await FailAsync("HTTP/1.1 400 Bad Request\r\n\r\n")).Problems);

    [Fact]
    public async Task Another_protocol_is_called_so() => Assert.Equal([TlsProblem.NotTls], (await FailAsync("SSH-2.0-OpenSSH_9.2\r\n")).Problems);

    [Fact]
    public async Task A_close_is_called_so() => Assert.Equal([TlsProblem.Closed], (await FailAsync(string.Empty)).Problems);

    [Theory]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0046", nameof(TlsProblem.ProtocolVersion))]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0028", nameof(TlsProblem.NoCommonCipher))]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0070", nameof(TlsProblem.UnrecognizedName))]
    [InlineData("\u0015\u0003\u0003\0\u0002\u0002\u0050", nameof(TlsProblem.Alert))]
    public async Task Alerts_are_distinguished(string alert, string problem) => Assert.Equal([Enum.Parse<TlsProblem>(problem)], (await FailAsync(alert)).Problems);

    // A server that knows no newer version answers with its own, and it is this machine that gives up.
    [Theory]
    [InlineData('\u0001')]
    [InlineData('\u0002')]
    public async Task A_server_that_chooses_an_old_version_is_called_so(char minor)
    {
        string hello = $"\u0003{minor}{new string('r', 32)}\0\u00c0\u0014\0";
        string message = $"\u0002\0\0{(char)hello.Length}{hello}";

        Assert.Equal([TlsProblem.ProtocolVersion], (await FailAsync($"\u0016\u0003{minor}\0{(char)message.Length}{message}")).Problems);
    }

    // It is a race whether the reset is seen while connecting or in the handshake; either way it has to be told, and nothing else be thrown.
    [Fact]
    public async Task A_reset_is_a_failure_to_connect_or_of_the_handshake()
    {
        using var deadline = new Deadline();
        await using var server = new LoopbackServer((stream, _, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            return Task.CompletedTask;
        });

        for (int i = 0; i < 50; i++)
        {
            switch (await Record.ExceptionAsync(() => Route(server.Port, []).ConnectAsync(new(), deadline.Token)))
            {
                case DialException dial:
                    Assert.Equal(SocketError.ConnectionReset, Assert.Single(dial.Failures).Error);
                    break;
                case var other:
                    Assert.Equal([TlsProblem.Closed], Assert.IsType<TlsException>(other).Problems);
                    break;
            }
        }
    }

    [Fact]
    public async Task A_silent_server_is_reported_as_stalled_in_the_handshake()
    {
        using var deadline = new Deadline();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            // The client's hello has come: the handshake is under way, and never goes on.
            _ = await stream.ReadAsync(new byte[1], stop);
            await impatient.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        });
        var progress = new ConnectionProgress();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Route(server.Port, []).ConnectAsync(progress, impatient.Token));

        Assert.False(deadline.Token.IsCancellationRequested);
        Assert.Equal(ConnectionPhase.Tls, progress.Phase);
        Assert.Equal(server.Port, progress.RemoteEndPoint!.Port);
        Assert.Null(progress.HandshakeDuration);
    }

    [Fact]
    public async Task A_proxy_that_refuses_connections_is_the_proxys_failure()
    {
        using var deadline = new Deadline();
        RegistryRoute route = Route(443, []) with { Proxy = new Uri($"http://127.0.0.1:{ClosedPort()}") };

        ProxyException failure = await Assert.ThrowsAsync<ProxyException>(() => route.ConnectAsync(new(), deadline.Token));

        Assert.Null(failure.StatusCode);
        Assert.Contains(nameof(SocketError.ConnectionRefused), failure.Message, StringComparison.Ordinal);
    }

    // The operating system is not asked: it could not be given up.
    [Fact]
    public async Task A_proxys_name_is_looked_up_for_no_longer_than_there_is_time()
    {
        RegistryRoute route = Route(443, []) with { Proxy = new Uri("http://localhost:9") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => route.ConnectAsync(new(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_proxys_name_that_no_DNS_can_have_is_the_proxys_failure()
    {
        using var deadline = new Deadline();
        RegistryRoute route = Route(443, []) with { Proxy = new Uri($"http://{string.Join('.', Enumerable.Repeat(new string('a', 60), 5))}:9") };

        await Assert.ThrowsAsync<ProxyException>(() => route.ConnectAsync(new(), deadline.Token));
    }

    [Fact]
    public async Task A_proxy_that_closes_is_the_proxys_failure()
    {
        using var deadline = new Deadline();
        await using var server = new LoopbackServer((_, _, _) => Task.CompletedTask);
        RegistryRoute route = Route(443, []) with { Proxy = new Uri($"http://127.0.0.1:{server.Port}") };

        Assert.Null((await Assert.ThrowsAsync<ProxyException>(() => route.ConnectAsync(new(), deadline.Token))).StatusCode);
    }

    [Fact]
    public async Task Through_a_proxy_the_handshake_is_with_the_registry()
    {
        using var deadline = new Deadline();
        TestCertificate certificate = TestCertificate.Server(Root);
        string? asked = null;
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            asked = await LoopbackServer.ReadHeadAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), stop);
            await using SslStream secure = await certificate.AcceptAsync(stream, stop);
        });

        // No address of the registry: the proxy looks its name up.
        RegistryRoute route = Route(443, Root.Root) with { Addresses = [], Proxy = new Uri($"http://127.0.0.1:{server.Port}") };
        (SslStream stream, CertificateValidator seen) = await route.ConnectAsync(new(), deadline.Token);
        await stream.DisposeAsync();

        Assert.StartsWith("CONNECT localhost:443 HTTP/1.1\r\n", asked, StringComparison.Ordinal);
        Assert.Equal("CN=Test root", seen.Detail!.Issuer);
    }

    private static RegistryRoute Route(int port, X509Certificate2Collection authorities) =>
        new(new RegistryTarget { Input = "localhost", Host = "localhost", Port = port }, [IPAddress.Loopback], null, authorities);

    private static async Task<(SslStream Stream, CertificateValidator Certificate)> ConnectAsync(
        TestCertificate certificate, X509Certificate2Collection authorities, bool sendIssuers = true)
    {
        using var deadline = new Deadline();
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            await using SslStream secure = await certificate.AcceptAsync(stream, stop, sendIssuers);
            await LoopbackServer.ReadHeadAsync(secure, stop);
        });
        return await Route(server.Port, authorities).ConnectAsync(new(), deadline.Token);
    }

    private static async Task<TlsException> FailAsync(TestCertificate certificate, X509Certificate2Collection authorities, bool sendIssuers = true) =>
        await Assert.ThrowsAsync<TlsException>(() => ConnectAsync(certificate, authorities, sendIssuers));

    /// <summary>Against a server that takes the first of the handshake, says these bytes and closes.</summary>
    private static async Task<TlsException> FailAsync(string answer)
    {
        using var deadline = new Deadline();
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            _ = await stream.ReadAsync(new byte[16 * 1024], stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
        });
        return await Assert.ThrowsAsync<TlsException>(() => Route(server.Port, []).ConnectAsync(new(), deadline.Token));
    }

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
