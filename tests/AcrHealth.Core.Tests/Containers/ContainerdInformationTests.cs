using AcrHealth.Containers;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Containers;

public sealed class ContainerdInformationTests
{
    /// <summary>The output of ctr 1.6, shortened.</summary>
    private const string Plugins =
        """
        Type:          io.containerd.content.v1
        ID:            content
        Exports:      
                       root      /data/containerd/io.containerd.content.v1.content
                                    
        Type:          io.containerd.snapshotter.v1
        ID:            aufs
        Platforms:     linux/arm64/v8
        Exports:      
                       root      /data/containerd/io.containerd.snapshotter.v1.aufs
        Error:        
                       Code:        Unknown
                       Message:     aufs is not supported: skip plugin
                                       
        Type:          io.containerd.metadata.v1
        ID:            bolt
        Requires:     
                       io.containerd.content.v1
                       io.containerd.snapshotter.v1
        Exports:      
                       path        /data/containerd/io.containerd.metadata.v1.bolt/meta.db

        """;

    private static readonly ContainerClient Ctr = new("ctr", "/usr/bin/ctr");
    private static readonly ContainerClient Nerdctl = new("nerdctl", "/usr/local/bin/nerdctl");

    [Fact]
    public void Ctr_reports_the_platform_and_the_directory_of_containerd_on_this_machine()
    {
        ContainerEngine engine = EngineInformation.Read(Ctr, Plugins)!;

        Assert.True(engine is { IsContainerd: true, HasAnswered: true, IsHere: true });
        Assert.Equal(("linux", "arm64"), (engine.ContainerSystem, engine.Architecture));
        Assert.Equal(["/data/containerd"], engine.ImageDirectories);
    }

    [Fact]
    public void Containerd_that_reports_no_directory_has_the_usual_one() =>
        Assert.Equal(["/var/lib/containerd"], EngineInformation.Read(Ctr, Plugins.Replace("content.v1.content", "x", StringComparison.Ordinal))!.ImageDirectories);

    [Theory]
    [InlineData("")]
    [InlineData("{\"ServerVersion\":\"1.7.0\"}")]
    [InlineData("Type:          io.containerd.content.v1\nID:            content\n")]
    public void What_is_no_list_of_plugins_tells_nothing(string output) => Assert.Null(EngineInformation.Read(Ctr, output));

    [Theory]
    [InlineData("name=seccomp,profile=builtin", "/var/lib/containerd")]
    [InlineData("name=rootless", ".local/share/containerd")]
    public void Nerdctl_keeps_images_where_containerd_does(string security, string directory)
    {
        ContainerEngine engine = EngineInformation.Read(
            Nerdctl, $"{{\"Driver\":\"overlayfs\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"Name\":\"node-1\",\"ServerVersion\":\"v1.7.13\",\"SecurityOptions\":[\"{security}\"]}}")!;

        Assert.True(engine is { IsContainerd: true, IsPodman: false, HasAnswered: true, ContainerSystem: "linux", Architecture: "amd64" });
        Assert.EndsWith(directory, Assert.Single(engine.ImageDirectories), StringComparison.Ordinal);
    }
}
