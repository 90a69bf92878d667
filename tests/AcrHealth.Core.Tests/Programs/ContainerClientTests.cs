using AcrHealth.Core.Tests.Support;
using AcrHealth.Model;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

[Collection(EnvironmentChangers.Name)]
public sealed class ContainerClientTests : IDisposable
{
    private readonly EnvironmentScope _variables = new();
    private readonly TemporaryDirectory _bin = new();
    private readonly string _socket;

    public ContainerClientTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Scripts of the Bourne shell and permission bits are Unix's.");
        _socket = Path.Combine(_bin.Path, "containerd.sock");
        _variables["PATH"] = _bin.Path;
        _variables[ContainerClient.Variable] = null;
        _variables[ContainerClient.SocketVariable] = _socket;
    }

    [Theory]
    [InlineData("docker", "docker", "podman", "nerdctl", "ctr")]
    [InlineData("podman", "podman", "nerdctl", "ctr")]
    [InlineData("nerdctl", "nerdctl", "ctr")]
    [InlineData("ctr", "ctr")]
    public void The_first_client_that_is_there_is_used(string found, params string[] programs)
    {
        File.WriteAllText(_socket, string.Empty);
        Assert.All(programs, program => _bin.Script(program, "exit 0"));

        Assert.Equal((found, false), (ContainerClient.Find().Client?.Command, ContainerClient.Find().IsNamedByVariable));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Docker_is_missing_if_there_is_no_client_at_all(string? variable)
    {
        _variables[ContainerClient.Variable] = variable;

        Assert.Equal(("docker", null, ProgramAbsence.NotFound), (ContainerClient.Find().Command, ContainerClient.Find().Client, ContainerClient.Find().Program.Absence));
    }

    [Fact]
    public void Ctr_without_containerd_is_no_client()
    {
        _bin.Script("ctr", "exit 0");

        Assert.Null(ContainerClient.Find().Client);
    }

    [Fact]
    public void Ctr_that_is_named_is_used_without_a_socket_too()
    {
        _bin.Script("ctr", "exit 0");
        _variables[ContainerClient.Variable] = "ctr";

        Assert.True(ContainerClient.Find().Client?.IsCtr);
    }

    [Fact]
    public void A_docker_that_cannot_be_run_is_not_hidden_by_another_client()
    {
        _bin.Script("docker", "exit 0", executable: false);
        _bin.Script("podman", "exit 0");

        Assert.Equal(("docker", ProgramAbsence.NotExecutable), (ContainerClient.Find().Command, ContainerClient.Find().Program.Absence));
    }

    [Theory]
    [InlineData("/usr/local/bin/nerdctl", true, false)]
    [InlineData("/usr/bin/ctr", false, true)]
    [InlineData("/usr/bin/crictl", false, false)]
    [InlineData("/usr/bin/docker", false, false)]
    [InlineData("/usr/bin/podman", false, false)]
    public void A_client_of_containerd_is_known_by_its_name(string path, bool isNerdctl, bool isCtr)
    {
        var client = new ContainerClient("client", path);

        Assert.Equal((isNerdctl, isCtr, isNerdctl || isCtr), (client.IsNerdctl, client.IsCtr, client.IsContainerd));
    }

    public void Dispose()
    {
        _variables.Dispose();
        _bin.Dispose();
    }
}
