using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Nodes;

/// <summary>The real ctr in docker's place, with a real containerd that pulls from the simulator.</summary>
public sealed class ContainerdClientTests(ContainerdNode fixture) : IClassFixture<ContainerdNode>, IDisposable
{
    private const string Checks = "DockerCommand, DockerVersion, DockerDaemon, ContainerPlatform, DockerPull";
    private const string PublicImage = SimulatedRegistry.PublicRepository + ":latest";

    private readonly TemporaryDirectory _bin = new();

    private string Server => fixture.Azure.Healthy.LoginServer;

    [Fact]
    public async Task Ctr_passes_the_checks_and_the_image_is_really_there()
    {
        string image = $"{Server}/{PublicImage}";

        ScriptOutcome outcome = Check(image);

        Assert.All(Checks.Split(", "), check => Assert.True(outcome.Check(check).Status == "Passed", $"{outcome.Check(check)} {outcome.Check(check).DetailOf("Error")}"));
        Assert.Contains(image, await Command.SucceedAsync("ctr", ["--address", fixture.Engine.Socket, "images", "list", "--quiet"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SimulatedRegistry.PublicRepository + ":no-such", "PullNotFound")]
    [InlineData(SimulatedRegistry.Repository + ":latest", "PullWithoutLogin")]
    public void A_failed_pull_is_told_by_its_cause(string image, string finding)
    {
        CheckResult pull = Check($"{Server}/{image}").Check("DockerPull");

        Assert.True(pull.Finding == finding, $"{pull} {pull.DetailOf("Error")}");
    }

    [Fact]
    public void An_authority_that_ctr_does_not_trust_is_told()
    {
        fixture.Engine.ConfigureUntrusted(Server);
        try
        {
            CheckResult pull = Check($"{Server}/{PublicImage}").Check("DockerPull");

            Assert.True(pull.Finding == "PullCertificateUntrusted", $"{pull} {pull.DetailOf("Error")}");
        }
        finally
        {
            fixture.Configure(Server);
        }
    }

    [Fact]
    public void A_containerd_that_does_not_run_is_told()
    {
        CheckResult daemon = Check("busybox", ("CONTAINERD_ADDRESS", _bin.Under("containerd.sock"))).Check("DockerDaemon");

        Assert.Equal("EngineNotRunning", daemon.Finding);
        Assert.Contains("containerd", daemon.Remediation[0], StringComparison.Ordinal);
    }

    public void Dispose() => _bin.Dispose();

    private ScriptOutcome Check(string image, params (string Name, string? Value)[] variables)
    {
        // ctr has no variable for the directory of hosts, without which it uses plain HTTP on this machine.
        string hosts = fixture.Engine.Node.At("etc/containerd/certs.d");
        ShellProgram.WriteOrSkip(_bin.Path, "ctr", $"[ \"$1 $2\" = 'images pull' ] || exec {Installed.OrSkip("ctr", "containerd")} \"$@\"\nfor image; do :; done\nexec {Installed.OrSkip("ctr", "containerd")} images pull --hosts-dir '{hosts}' \"$image\"");
        using var scope = new EnvironmentScope(
        [
            ("DOCKER_COMMAND", _bin.Under("ctr")), ("CONTAINERD_ADDRESS", fixture.Engine.Socket), ("CONTAINERD_NAMESPACE", null),

            // It needs no file system of the kernel's.
            ("CONTAINERD_SNAPSHOTTER", "native"), ("HTTPS_PROXY", null), ("https_proxy", null),
            .. variables,
        ]);
        using var module = new ModuleEngine();
        return module.Run("param($image) Test-AcrHealth -Check " + Checks + " -Force -SampleImage $image -TimeoutSeconds 60", image);
    }
}
