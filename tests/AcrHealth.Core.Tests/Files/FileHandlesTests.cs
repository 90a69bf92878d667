using System.ComponentModel;
using System.Net.Sockets;
using AcrHealth.Files;

namespace AcrHealth.Core.Tests.Files;

public sealed class FileHandlesTests
{
    [Fact]
    public void A_limit_is_known_where_there_is_one()
    {
        Assert.SkipUnless(UnixFile.IsSupported, "Windows has none.");

        Assert.True(FileHandles.Free() > 0);
    }

    [Fact]
    public void What_found_no_handle_is_told_from_what_failed()
    {
        Assert.True(FileHandles.AreExhausted(new HttpRequestException("x", new SocketException((int)SocketError.TooManyOpenSockets))));
        Assert.True(FileHandles.AreExhausted(new TaskSchedulerException(new InvalidOperationException())));
        Assert.False(FileHandles.AreExhausted(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused))));
        Assert.False(FileHandles.AreExhausted(new IOException("x")));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other numbers.");
        Assert.True(FileHandles.AreExhausted(new IOException("x", 24)));
        Assert.True(FileHandles.AreExhausted(new Win32Exception(24)));
    }
}
