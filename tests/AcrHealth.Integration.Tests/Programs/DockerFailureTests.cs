using System.Net;
using System.Net.Sockets;
using AcrHealth.Integration.Tests.Engines;
using AcrHealth.Integration.Tests.Images;
using AcrHealth.Integration.Tests.Registries;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>The docker client where something is wrong with its engine: the code, docker's own words, in time, and nobody left behind.</summary>
public sealed class DockerFailureTests(ContainerSandbox workshop) : IDisposable
{
    // The runner's own grace, and a machine that is busy.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(4);

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task An_engine_address_where_nobody_is_is_DOCKER_DAEMON_ERROR()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string host = $"tcp://{listener.LocalEndpoint}";
        listener.Stop();

        CheckResult daemon = (await CheckAsync(("DOCKER_HOST", host), timeout: 10)).Check("DockerDaemon");

        Assert.Equal("DOCKER_DAEMON_ERROR", daemon.ErrorCode);
        Assert.Equal("EngineHostUnreachable", daemon.Finding);
        Assert.Contains($"Cannot connect to the Docker daemon at {host}", daemon.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_address_that_accepts_and_never_answers_is_DOCKER_DAEMON_ERROR_in_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        ScriptOutcome outcome = await CheckAsync(("DOCKER_HOST", $"tcp://{listener.LocalEndpoint}"), timeout: 2);

        Assert.Equal("Passed", outcome.Check("DockerVersion").Status);
        Assert.Equal("DOCKER_DAEMON_ERROR", outcome.Check("DockerDaemon").ErrorCode);
        Assert.Equal("EngineTimedOut", outcome.Check("DockerDaemon").Finding);
        Assert.Contains("2 s", outcome.Check("DockerDaemon").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_does_not_exist_is_DOCKER_DAEMON_ERROR_that_names_it()
    {
        ScriptOutcome outcome = await CheckAsync(("DOCKER_CONTEXT", "no-such-context"), timeout: 10);

        Assert.Equal("Passed", outcome.Check("DockerVersion").Status);
        Assert.Equal("DOCKER_DAEMON_ERROR", outcome.Check("DockerDaemon").ErrorCode);
        Assert.Equal("EngineContextMissing", outcome.Check("DockerDaemon").Finding);
        Assert.Contains("no-such-context", outcome.Check("DockerDaemon").Message, StringComparison.Ordinal);
        Assert.Equal(["DockerDaemon"], outcome.Check("DockerPull").BlockedBy);
    }

    [Fact]
    public async Task A_socket_that_the_user_may_not_open_is_DOCKER_DAEMON_ERROR_that_says_permission()
    {
        string setpriv = Installed.OrSkip("setpriv", "util-linux");
        string docker = Installed.OrSkip("docker", "docker.io");
        string socket = _directory.Under("podman.sock");
        PodmanStore podman = await workshop.NewPodmanAsync("guarded");
        using BackgroundProgram engine = await podman.ServeAsync(socket);

        // As it is in /run: who may not open the socket may well see it.
        UnixFile.SetMode(_directory.Path, (UnixFileMode)0b_111_101_101);
        UnixFile.SetMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal("Passed", (await CheckAsync(("DOCKER_HOST", $"unix://{socket}"), timeout: 20, exclude: "DockerPull")).Check("DockerDaemon").Status);
        ShellProgram.WriteOrSkip(
            _directory.Make("bin"), "docker", $"exec '{setpriv}' --reuid=65534 --regid=65534 --clear-groups '{docker}' \"$@\"");

        CheckResult daemon = (await CheckAsync(("DOCKER_HOST", $"unix://{socket}"), timeout: 20, bin: _directory.Under("bin"))).Check("DockerDaemon");

        Assert.Equal("DOCKER_DAEMON_ERROR", daemon.ErrorCode);
        Assert.Equal("EngineSocketDenied", daemon.Finding);
        Assert.Contains("permission denied while trying to connect", daemon.Message, StringComparison.Ordinal);
        Assert.Contains(socket, daemon.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_killed_in_the_middle_of_a_pull_is_DOCKER_PULL_ERROR()
    {
        using var registry = new FailingRegistry();
        string socket = _directory.Under("podman.sock");
        using BackgroundProgram engine = await new PodmanStore(_directory.Under("podman"), registry.LoginServer).ServeAsync(socket);
        Task<ScriptOutcome> checking = CheckAsync(("DOCKER_HOST", $"unix://{socket}"), timeout: 30, image: registry.Endless);

        await registry.LayerAsked.WaitAsync(TimeSpan.FromSeconds(25), TestContext.Current.CancellationToken);
        engine.Kill();

        CheckResult pull = (await checking).Check("DockerPull");
        Assert.Equal("DOCKER_PULL_ERROR", pull.ErrorCode);
        Assert.Equal("PullConnectionLost", pull.Finding);
        Assert.Contains("EOF", pull.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_that_does_not_end_is_DOCKER_PULL_ERROR_in_time()
    {
        using var registry = new FailingRegistry();
        string socket = _directory.Under("podman.sock");
        using BackgroundProgram engine = await new PodmanStore(_directory.Under("podman"), registry.LoginServer).ServeAsync(socket);

        CheckResult pull = (await CheckAsync(("DOCKER_HOST", $"unix://{socket}"), timeout: 5, image: registry.Endless)).Check("DockerPull");

        Assert.Equal("DOCKER_PULL_ERROR", pull.ErrorCode);
        Assert.Equal("PullTimedOut", pull.Finding);
        Assert.Contains("5 s", pull.Message, StringComparison.Ordinal);
        Assert.True(registry.LayerAsked.IsCompleted);
    }

    [Fact]
    public async Task A_full_disk_is_DOCKER_PULL_ERROR_that_says_so()
    {
        using var registry = new FailingRegistry();
        string socket = _directory.Under("podman.sock");
        using SmallDisk disk = await SmallDisk.MountAsync(_directory.Under("disk"), megabytes: 16);
        using BackgroundProgram engine = await new PodmanStore(_directory.Under("disk", "podman"), registry.LoginServer).ServeAsync(socket);

        CheckResult pull = (await CheckAsync(("DOCKER_HOST", $"unix://{socket}"), timeout: 30, image: registry.Large)).Check("DockerPull");

        Assert.Equal("DOCKER_PULL_ERROR", pull.ErrorCode);
        Assert.Equal("NoSpaceLeft", pull.Finding);
        Assert.Contains("no space left on device", pull.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_refuses_is_DOCKER_PULL_ERROR_with_its_reason()
    {
        using var registry = new FailingRegistry();
        string socket = _directory.Under("podman.sock");
        using BackgroundProgram engine = await new PodmanStore(_directory.Under("podman"), registry.LoginServer).ServeAsync(socket);

        CheckResult pull = (await CheckAsync(("DOCKER_HOST", $"unix://{socket}"), timeout: 30, image: registry.Forbidden)).Check("DockerPull");

        Assert.Equal("DOCKER_PULL_ERROR", pull.ErrorCode);
        Assert.Contains("the tests say no", pull.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_image_is_DOCKER_PULL_ERROR_and_a_good_one_passes_and_neither_leaves_anybody()
    {
        string socket = _directory.Under("podman.sock");
        using BackgroundProgram engine = await (await workshop.NewPodmanAsync("orderly")).ServeAsync(socket);
        (string, string?) host = ("DOCKER_HOST", $"unix://{socket}");

        CheckResult missing = (await CheckAsync(host, timeout: 30, image: workshop.MissingImageName)).Check("DockerPull");
        CheckResult good = (await CheckAsync(host, timeout: 30, image: workshop.ImageName(SampleImage.Hello))).Check("DockerPull");

        Assert.Equal("DOCKER_PULL_ERROR", missing.ErrorCode);
        Assert.Equal("PullNotFound", missing.Finding);
        Assert.Contains("manifest unknown", missing.Message, StringComparison.Ordinal);
        Assert.True(good.Status == "Passed", good.ToString());
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Runs docker's checks, each of which has to end in time, and leave no process.</summary>
    private async Task<ScriptOutcome> CheckAsync(
        (string Name, string? Value) variable, int timeout, string image = "no-such-image", string exclude = "Helm*", string? bin = null)
    {
        Installed.OrSkip("docker", "docker.io");
        using var mark = new ProcessMark();
        using EnvironmentScope docker = workshop.UseSocket(string.Empty);
        string path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        using var environment = new EnvironmentScope(
            ("DOCKER_HOST", null), ("DOCKER_CONFIG", _directory.Make("docker")), ("PATH", bin is null ? path : bin + Path.PathSeparator + path), variable);
        using var engine = new ModuleEngine(ownThread: true);
        ScriptOutcome outcome = await Task.Run(() => engine.Run(
            "param($image, $timeout, $exclude) Test-AcrHealth -Check Docker* -ExcludeCheck $exclude -SampleImage $image -TimeoutSeconds $timeout -Force",
            image,
            timeout,
            exclude));
        Assert.All(outcome.Results, result => AssertInTime(result, timeout));
        await mark.AssertNoneLeftAsync();
        return outcome;
    }

    private static void AssertInTime(CheckResult result, int timeout) =>
        Assert.InRange((TimeSpan)result.Source.Properties["Duration"].Value, TimeSpan.Zero, TimeSpan.FromSeconds(timeout) + Allowance);
}
