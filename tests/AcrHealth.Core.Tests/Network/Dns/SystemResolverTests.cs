using System.Net;
using System.Net.Sockets;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network.Dns;

namespace AcrHealth.Core.Tests.Network.Dns;

public sealed class SystemResolverTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(5000)]
    public async Task A_name_that_is_longer_than_any_is_not_there(int length)
    {
        using var deadline = new Deadline();

        SocketException exception = await Assert.ThrowsAsync<SocketException>(() => SystemResolver.ResolveAsync(new string('a', length), deadline.Token));

        Assert.Equal(SocketError.HostNotFound, exception.SocketErrorCode);
    }

    [Fact]
    public async Task An_address_is_its_own()
    {
        using var deadline = new Deadline();

        Assert.Equal([IPAddress.IPv6Loopback], await SystemResolver.ResolveAsync("::1", deadline.Token));
    }
}
