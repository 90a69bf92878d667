using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

public sealed class ClientVersionTests
{
    [Theory]
    [InlineData("Docker version 28.2.2, build e6534b4\n", "28.2.2")]
    [InlineData("Docker version 20.10.24+dfsg1, build 297e128\r\n", "20.10.24")]
    [InlineData("podman version 4.3.1\n", "4.3.1")]
    [InlineData("podman.exe version 5.2.0\n", "5.2.0")]
    [InlineData("nerdctl version 2.0.0\n", "2.0.0")]
    [InlineData("nerdctl version v0.21.0-95-g733285c\n", "0.21.0")]
    [InlineData("finch version v1.4.1\n", "1.4.1")]
    [InlineData("Using the engine of build 7.1.0\nDocker version 28.2.2, build e6534b4\n", "28.2.2")]
    public void A_client_tells_its_name_and_then_its_version(string output, string version)
    {
        Assert.True(ClientVersion.TryFind(output, out string? line, out Version? found));
        Assert.Equal(Version.Parse(version), found);
        Assert.Contains(" version ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ctr github.com/containerd/containerd 1.6.20~ds1\n", "1.6.20")]
    [InlineData("ctr github.com/containerd/containerd/v2 v2.1.4\n", "2.1.4")]
    [InlineData("ctr containerd.io 1.7.27\n", "1.7.27")]
    public void Ctr_has_its_package_in_the_middle(string output, string version)
    {
        Assert.True(ClientVersion.TryFind(output, out _, out Version? found));
        Assert.Equal(Version.Parse(version), found);
    }

    [Theory]
    [InlineData("whoami (GNU coreutils) 9.1\n")]
    [InlineData("GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n")]
    [InlineData("Python 3.11.2\n")]
    [InlineData("v3.14.2+gc309b6f\n")]
    [InlineData("Docker version unknown, build 1.2.3\n")]
    [InlineData("Docker version\n1.2.3\n")]
    [InlineData("")]
    public void Other_programs_tell_theirs_in_other_ways(string output) => Assert.False(ClientVersion.TryFind(output, out _, out _));
}
