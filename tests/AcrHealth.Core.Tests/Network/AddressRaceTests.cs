using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using AcrHealth.Core.Tests.Network.Tls;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network;
using AcrHealth.Network.Tls;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Network;

/// <summary>Servers on several loopback addresses and one port, one of which works.</summary>
public sealed class AddressRaceTests
{
    private static readonly TestCertificate Root = TestCertificate.Authority("Test root");
    private static readonly TestCertificate Certificate = TestCertificate.Server(Root);
    private static readonly IPAddress Other = IPAddress.Parse("127.0.0.2");

    public AddressRaceTests() => Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS has only 127.0.0.1 on its loopback.");

    [Fact]
    public async Task An_address_that_does_not_answer_the_handshake_does_not_keep_another_from_working()
    {
        using var deadline = new Deadline();
        await using LoopbackServer working = Working();
        using Socket silent = Listen(Other, working.Port);
        var progress = new ConnectionProgress();

        (SslStream stream, _) = await Route(working.Port, Other, IPAddress.Loopback).ConnectAsync(progress, deadline.Token);
        await stream.DisposeAsync();

        Assert.Equal(IPAddress.Loopback, progress.RemoteEndPoint!.Address);
        AddressFailure failed = Assert.Single(progress.Failed);
        Assert.Equal((Other, ConnectionPhase.Tls, null), (failed.EndPoint.Address, failed.Phase, failed.Problem));
        Assert.True(failed.Silence >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_address_that_closes_during_the_handshake_is_reported_beside_the_one_that_works()
    {
        using var deadline = new Deadline();
        await using LoopbackServer working = Working();
        using Socket closing = Listen(Other, working.Port);
        Task accepting = CloseAsync(closing, deadline.Token);
        var progress = new ConnectionProgress();

        (SslStream stream, _) = await Route(working.Port, Other, IPAddress.Loopback).ConnectAsync(progress, deadline.Token);
        await stream.DisposeAsync();
        await accepting;

        Assert.Equal(TlsProblem.Closed, Assert.Single(progress.Failed).Problem);
    }

    [Fact]
    public async Task An_address_that_refuses_is_reported_as_never_reaching_a_handshake()
    {
        using var deadline = new Deadline();
        await using LoopbackServer working = Working();
        var progress = new ConnectionProgress();

        (SslStream stream, _) = await Route(working.Port, Other, IPAddress.Loopback).ConnectAsync(progress, deadline.Token);
        await stream.DisposeAsync();

        Assert.Equal(ConnectionPhase.Tcp, Assert.Single(progress.Failed).Phase);
    }

    [Fact]
    public async Task If_the_first_address_works_the_others_are_left_alone()
    {
        using var deadline = new Deadline();
        await using LoopbackServer working = Working();
        using Socket silent = Listen(Other, working.Port);
        var progress = new ConnectionProgress();

        (SslStream stream, _) = await Route(working.Port, IPAddress.Loopback, Other).ConnectAsync(progress, deadline.Token);
        await stream.DisposeAsync();

        Assert.Empty(progress.Failed);
        Assert.False(silent.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task If_none_works_what_a_certificate_says_goes_before_what_kept_a_connection_away()
    {
        using var deadline = new Deadline();
        await using LoopbackServer server = Working();
        RegistryRoute route = Route(server.Port, Other, IPAddress.Loopback) with { Authorities = [] };

        TlsException failure = await Assert.ThrowsAsync<TlsException>(() => route.ConnectAsync(new(), deadline.Token));

        Assert.NotNull(failure.Certificate);
    }

    [Fact]
    public void A_client_that_connects_again_begins_with_the_address_that_works()
    {
        RegistryRoute route = Route(443, Other, IPAddress.Loopback);

        Assert.Equal([IPAddress.Loopback, Other], route.Preferring(new(IPAddress.Loopback, 443)).Addresses);
        Assert.Same(route, route.Preferring(null));
    }

    private static RegistryRoute Route(int port, params IPAddress[] addresses) =>
        new(new RegistryTarget { Input = "localhost", Host = "localhost", Port = port }, addresses, null, Root.Root);

    private static LoopbackServer Working() => new(async (stream, _, stop) =>
    {
        await using SslStream secure = await Certificate.AcceptAsync(stream, stop);
        await LoopbackServer.ReadHeadAsync(secure, stop);
    });

    private static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, port));
        socket.Listen();
        return socket;
    }

    private static async Task CloseAsync(Socket listener, CancellationToken cancellationToken)
    {
        using Socket client = await listener.AcceptAsync(cancellationToken);
        _ = await client.ReceiveAsync(new byte[16 * 1024], cancellationToken);
    }
}
