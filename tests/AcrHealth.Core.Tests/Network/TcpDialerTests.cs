using System.Net;
using System.Net.Sockets;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network;

namespace AcrHealth.Core.Tests.Network;

public sealed class TcpDialerTests
{
    // All of 127.0.0.0/8 is this machine's on Linux and Windows; the servers listen on its first address only.
    private static readonly IPAddress Listening = IPAddress.Loopback;
    private static readonly IPAddress Refusing = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress RefusingToo = IPAddress.Parse("127.0.0.3");

    // RFC 5737: for documentation, and nowhere routed; where it is refused at once, that is as good.
    private static readonly IPAddress Dead = IPAddress.Parse("192.0.2.1");

    [Fact]
    public async Task The_first_address_that_answers_is_used()
    {
        using var deadline = new Deadline();
        await using LoopbackServer server = Waiting();

        using Socket socket = await TcpDialer.ConnectAsync([Listening, RefusingToo], server.Port, deadline.Token);

        Assert.Equal(new IPEndPoint(Listening, server.Port), socket.RemoteEndPoint);
        Assert.True(socket.NoDelay);
    }

    [Fact]
    public async Task A_dead_first_address_does_not_keep_the_second_from_being_used()
    {
        using var deadline = new Deadline();
        await using LoopbackServer server = Waiting();

        using Socket socket = await TcpDialer.ConnectAsync([Dead, Listening], server.Port, deadline.Token);

        Assert.Equal(new IPEndPoint(Listening, server.Port), socket.RemoteEndPoint);
    }

    [Fact]
    public async Task A_refusing_first_address_does_not_keep_the_second_from_being_used()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS has only 127.0.0.1 on its loopback.");
        using var deadline = new Deadline();
        await using LoopbackServer server = Waiting();

        using Socket socket = await TcpDialer.ConnectAsync([Refusing, Listening], server.Port, deadline.Token);

        Assert.Equal(new IPEndPoint(Listening, server.Port), socket.RemoteEndPoint);
    }

    [Fact]
    public async Task If_all_addresses_fail_each_outcome_is_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS has only 127.0.0.1 on its loopback.");
        using var deadline = new Deadline();
        await using LoopbackServer server = Waiting();

        DialException failure = await Assert.ThrowsAsync<DialException>(
            () => TcpDialer.ConnectAsync([Refusing, RefusingToo], server.Port, deadline.Token));

        Assert.Equal([Refusing, RefusingToo], failure.Failures.Select(each => each.EndPoint.Address).OrderBy(address => address.ToString()));
        Assert.All(failure.Failures, each => Assert.Equal((SocketError.ConnectionRefused, server.Port), (each.Error, each.EndPoint.Port)));
    }

    [Fact]
    public async Task Without_an_address_there_is_nothing_to_tell()
    {
        using var deadline = new Deadline();

        Assert.Empty((await Assert.ThrowsAsync<DialException>(() => TcpDialer.ConnectAsync([], 443, deadline.Token))).Failures);
    }

    [Fact]
    public async Task When_the_time_is_up_it_is_not_the_addresses_failure()
    {
        using var late = new CancellationTokenSource();
        await late.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TcpDialer.ConnectAsync([Listening, Dead], 443, late.Token));
    }

    [Fact]
    public async Task Which_address_answered_is_known_even_after_a_reset()
    {
        using var deadline = new Deadline();
        var connected = new TaskCompletionSource();
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            await connected.Task.WaitAsync(stop);
            stream.Socket.LingerState = new LingerOption(true, 0);
        });

        using Socket socket = await TcpDialer.ConnectAsync([Listening], server.Port, deadline.Token);
        connected.SetResult();

        Assert.True(socket.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead));
        Assert.Equal(new IPEndPoint(Listening, server.Port), socket.RemoteEndPoint);
    }

    private static LoopbackServer Waiting() => new((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
}
