using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

public sealed class ToolVersionTests
{
    [Theory]
    [InlineData("Docker version 20.10.24+dfsg1, build 297e128\n", "20.10.24")]
    [InlineData("Docker version 29.1.3, build f52814d\r\n", "29.1.3")]
    [InlineData("Docker version 1.13.1, build 7f2769b/1.13.1\n", "1.13.1")]
    [InlineData("podman version 4.3.1\n", "4.3.1")]
    [InlineData("podman version 5.8.0-rc1\n", "5.8.0")]
    [InlineData("podman.exe version 5.2.0\n", "5.2.0")]
    [InlineData("nerdctl version 2.0.0\n", "2.0.0")]
    [InlineData("Client: v2.9.1+g20adb27\n", "2.9.1")]
    [InlineData("Client: v2.17.0+ga690bad\n", "2.17.0")]
    [InlineData("Client: &version.Version{SemVer:\"v2.17.0\", GitCommit:\"a690bad98af45b015bd3da1a41f6218b1a451dbe\", GitTreeState:\"clean\"}\n", "2.17.0")]
    [InlineData("version.BuildInfo{Version:\"v3.14.2\", GitCommit:\"c309b6f0ff63856811846ce18f3bdc93d2b4d54b\", GitTreeState:\"clean\", GoVersion:\"go1.21.7\"}\n", "3.14.2")]
    [InlineData("v3.19.0+g3d8990f\n", "3.19.0")]
    [InlineData("v4.0.0+g99cd196\n", "4.0.0")]
    [InlineData("v4.0.0-rc.1+g99cd196\n", "4.0.0")]
    [InlineData("WARNING: both are group-readable: /home/u/.kube/config\nv3.14.2+gc309b6f\n", "3.14.2")]
    [InlineData("built 2024-05-01 with go1.21.7: 3.2.1", "3.2.1")]
    [InlineData("listens on 127.0.0.1, version 3.2.1", "3.2.1")]
    [InlineData("version 3.2", "3.2.0")]
    [InlineData("This is version 3.2.1.", "3.2.1")]
    [InlineData("V3.2.1", "3.2.1")]
    [InlineData("버전 3.2.1", "3.2.1")]
    public void The_first_version_in_what_a_program_prints_is_found(string output, string version)
    {
        Assert.True(ToolVersion.TryFind(output, out Version? found));
        Assert.Equal(Version.Parse(version), found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("unknown")]
    [InlineData("dev")]
    [InlineData("2024-05-01")]
    [InlineData("build 20240501")]
    [InlineData("1")]
    [InlineData("v3")]
    [InlineData(".3")]
    [InlineData("3.")]
    [InlineData("...3...")]
    [InlineData("127.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("go1.21.7")]
    [InlineData("dev3.2.1")]
    [InlineData("99999999999.1.2")]
    [InlineData("1..2")]
    [InlineData("٣.٢.١")]
    public void What_is_no_version_is_not_taken_for_one(string output) => Assert.False(ToolVersion.TryFind(output, out _));

    [Theory]
    [InlineData("1.")]
    [InlineData("1")]
    [InlineData("v")]
    [InlineData("1.2.3.4 ")]
    public void A_megabyte_of_digits_and_dots_is_looked_at_only_at_its_beginning(string unit)
    {
        string output = string.Concat(Enumerable.Repeat(unit, (1 << 20) / unit.Length)) + " 3.2.1";

        Assert.False(ToolVersion.TryFind(output, out _));
    }
}
