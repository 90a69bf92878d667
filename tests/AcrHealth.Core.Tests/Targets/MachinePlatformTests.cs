using System.Runtime.InteropServices;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Targets;

public sealed class MachinePlatformTests
{
    [Theory]
    [InlineData(Architecture.X64, "linux/amd64", true)]
    [InlineData(Architecture.X64, "linux/amd64/v2", true)]
    [InlineData(Architecture.X64, "linux/amd64/v4", false)]
    [InlineData(Architecture.X64, "linux/386", true)]
    [InlineData(Architecture.X64, "linux/arm64", false)]
    [InlineData(Architecture.X64, "windows/amd64", false)]
    [InlineData(Architecture.Arm64, "linux/arm64", true)]
    [InlineData(Architecture.Arm64, "linux/arm64/v8", true)]
    [InlineData(Architecture.Arm64, "linux/arm64/v9", false)]
    [InlineData(Architecture.Arm64, "linux/arm/v7", true)]
    [InlineData(Architecture.Arm, "linux/arm", true)]
    [InlineData(Architecture.Arm, "linux/arm/v8", false)]
    [InlineData(Architecture.Armv6, "linux/arm/v6", true)]
    [InlineData(Architecture.Armv6, "linux/arm", false)]
    [InlineData(Architecture.S390x, "linux/s390x", true)]
    public void An_image_runs_where_container_engines_would_take_it(Architecture architecture, string platform, bool runs) =>
        Assert.Equal(runs, Machine(architecture).Rank(Platform(platform)) is not null);

    [Theory]
    [InlineData(Architecture.X64, "linux/386 linux/amd64 linux/amd64/v2", "linux/amd64/v2")]
    [InlineData(Architecture.Arm64, "linux/arm/v6 linux/arm/v7 linux/arm64", "linux/arm64")]
    [InlineData(Architecture.Arm64, "linux/arm/v6 linux/arm/v7", "linux/arm/v7")]
    public void Of_several_the_nearest_is_taken(Architecture architecture, string platforms, string nearest)
    {
        MachinePlatform machine = Machine(architecture);

        ImagePlatform[] fitting = [.. platforms.Split(' ').Select(Platform).Where(platform => machine.Rank(platform) is not null)];

        Assert.Equal(nearest, fitting.MinBy(machine.Rank)!.ToString());
    }

    [Fact]
    public void A_machine_runs_images_of_its_own_platform() =>
        Assert.Equal(0, MachinePlatform.Current.Rank(new(MachinePlatform.Current.Systems[0], MachinePlatform.Current.Processors[0].Architecture, MachinePlatform.Current.Processors[0].Variant)));

    private static MachinePlatform Machine(Architecture architecture) => new(["linux"], MachinePlatform.ProcessorsOf(architecture, 3));

    private static ImagePlatform Platform(string text) => text.Split('/') switch
    {
        [var os, var architecture, var variant] => new(os, architecture, variant),
        [var os, var architecture] => new(os, architecture, null),
        _ => throw new FormatException(text),
    };
}
