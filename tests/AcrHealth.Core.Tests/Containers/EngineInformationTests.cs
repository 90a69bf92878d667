using System.Net;
using AcrHealth.Containers;

namespace AcrHealth.Core.Tests.Containers;

public sealed class EngineInformationTests
{
    /// <summary>The output of docker 28 with an engine behind it, shortened.</summary>
    private const string Docker =
        """
        {"ID":"1c0d","Driver":"overlay2","DriverStatus":[["Backing Filesystem","extfs"]],"OperatingSystem":"Debian GNU/Linux 12","OSType":"linux",
        "Architecture":"x86_64","DockerRootDir":"/var/lib/docker","HttpProxy":"http://xxxxx:xxxxx@proxy.example:3128","HttpsProxy":"http://xxxxx:xxxxx@proxy.example:3128",
        "NoProxy":"localhost,.azurecr.io","Name":"node-1","ServerVersion":"28.2.2",
        "RegistryConfig":{"InsecureRegistryCIDRs":["::1/128","127.0.0.0/8","10.0.0.0/8"],
        "IndexConfigs":{"docker.io":{"Name":"docker.io","Mirrors":["https://contoso.azurecr.io/"],"Secure":true,"Official":true},
        "contoso.azurecr.io":{"Name":"contoso.azurecr.io","Mirrors":[],"Secure":false,"Official":false}},"Mirrors":["https://contoso.azurecr.io/"]},
        "ClientInfo":{"Version":"28.2.2","Os":"linux","Arch":"amd64"}}
        """;

    /// <summary>The output of podman 4.3, shortened.</summary>
    private const string Podman =
        """
        {"host":{"arch":"arm64","hostname":"node-1","os":"linux","serviceIsRemote":false},
        "store":{"graphDriverName":"overlay","graphRoot":"/var/lib/containers/storage","graphRootAllocated":270553174016},
        "registries":{"contoso.azurecr.io":{"Prefix":"contoso.azurecr.io","Location":"contoso.azurecr.io","Insecure":true,"Blocked":false,
        "Mirrors":[{"Location":"mirror.example:5000","Insecure":false}]},
        "*.azurecr.cn":{"Prefix":"*.azurecr.cn","Location":"","Blocked":true,"Insecure":false,"Mirrors":null},"search":["docker.io"]},
        "version":{"Version":"4.3.1"}}
        """;

    [Fact]
    public void Docker_reports_its_engine()
    {
        ContainerEngine engine = EngineInformation.Read(Docker)!;

        Assert.False(engine.IsPodman);
        Assert.True(engine.HasAnswered);
        Assert.Equal(("linux", "amd64", "node-1"), (engine.ContainerSystem, engine.Architecture, engine.HostName));
        Assert.Equal(["/var/lib/docker"], engine.ImageDirectories);
        Assert.Equal(("http://***@proxy.example:3128", "localhost,.azurecr.io"), (engine.HttpsProxy, engine.NoProxy));
        Assert.Equal(["https://contoso.azurecr.io/"], engine.HubMirrors);
        Assert.Equal(["contoso.azurecr.io"], engine.InsecureRegistries);
        Assert.Contains(engine.InsecureNetworks, network => network.Contains(IPAddress.Parse("10.1.2.3")));
    }

    [Fact]
    public void Docker_without_an_engine_tells_of_itself_only()
    {
        ContainerEngine engine = EngineInformation.Read(
            "{\"ID\":\"\",\"ServerVersion\":\"\",\"Name\":\"\",\"RegistryConfig\":null,\"DockerRootDir\":\"\",\"ClientInfo\":{\"Version\":\"28.2.2\"}}")!;

        Assert.False(engine.HasAnswered);
        Assert.False(engine.IsHere);
        Assert.Empty(engine.ImageDirectories);
    }

    [Fact]
    public void Docker_that_leaves_its_images_to_containerd_keeps_them_there()
    {
        string output = Docker.Replace("[[\"Backing Filesystem\",\"extfs\"]]", "[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]", StringComparison.Ordinal);

        Assert.Equal(["/var/lib/containerd", "/var/lib/docker"], EngineInformation.Read(output)!.ImageDirectories);
    }

    [Fact]
    public void Podman_reports_its_engine()
    {
        ContainerEngine engine = EngineInformation.Read(Podman)!;

        Assert.True(engine.IsPodman);
        Assert.Equal(("linux", "arm64"), (engine.ContainerSystem, engine.Architecture));
        Assert.Equal(["/var/lib/containers/storage"], engine.ImageDirectories);
        Assert.Equal(2, engine.Registries.Count);
        PodmanRegistry insecure = Assert.Single(engine.Registries, registry => registry.IsAbout("contoso.azurecr.io"));
        Assert.True(insecure.IsInsecure);
        Assert.Equal(["mirror.example:5000"], insecure.Mirrors);
        Assert.True(Assert.Single(engine.Registries, registry => registry.IsAbout("fabrikam.azurecr.cn")).IsBlocked);
        Assert.DoesNotContain(engine.Registries, registry => registry.IsAbout("contoso.azurecr.io:5000"));
    }

    [Theory]
    [InlineData("node-1", "node-1", true)]
    [InlineData("NODE-1.contoso.com", "node-1", true)]
    [InlineData("docker-desktop", "node-1", false)]
    [InlineData("", "node-1", false)]
    public void An_engine_with_this_machines_name_is_here(string logged, string machine, bool here)
    {
        string output = Docker.Replace("\"Name\":\"node-1\"", $"\"Name\":\"{logged.Replace(machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase)}\"", StringComparison.Ordinal);

        Assert.Equal(here, EngineInformation.Read(output)!.IsHere);
    }

    [Fact]
    public void What_a_wrapper_says_before_is_passed_over() => Assert.NotNull(EngineInformation.Read("WARNING: emulating docker\n" + Podman));

    [Theory]
    [InlineData("")]
    [InlineData("Docker version 28.2.2")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"host\":[],\"store\":1}")]
    [InlineData("{\"ServerVersion\":1}")]
    public void What_is_no_clients_answer_tells_nothing(string output) => Assert.Null(EngineInformation.Read(output)?.HostName);
}
