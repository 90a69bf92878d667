using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

public sealed class HelmVersionTests
{
    [Theory]
    [InlineData("Client: v2.9.1+g20adb27\n", "2.9.1")]
    [InlineData("Client: v2.17.0+ga690bad\r\n", "2.17.0")]
    [InlineData("v3.14.2+gc309b6f\n", "3.14.2")]
    [InlineData("v4.0.0-rc.1+g99cd196\n", "4.0.0")]
    [InlineData("v4.0+gunreleased\n", "4.0.0")]
    [InlineData("Using kubectl 1.28.0\nv3.14.2+gc309b6f\n", "3.14.2")]
    [InlineData("version.BuildInfo{Version:\"v3.14.2\", GoVersion:\"go1.21.7\"}\n", "3.14.2")]
    [InlineData("3.14.2\n", "3.14.2")]
    public void The_version_is_read_from_helms_own_line_where_there_is_one(string output, string version)
    {
        Assert.True(HelmVersion.TryFind(output, out Version? found));
        Assert.Equal(Version.Parse(version), found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("very well\n")]
    public void Without_a_version_there_is_none(string output) => Assert.False(HelmVersion.TryFind(output, out _));
}
