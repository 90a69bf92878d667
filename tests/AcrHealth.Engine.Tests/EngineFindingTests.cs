using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Why a container client or its engine cannot be used, and the first remedy, by what clients print and what is on the machine.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class EngineFindingTests : IDisposable
{
    private const string Socket = "unix:///var/run/docker.sock";

    private readonly MachineSandbox _machine = new();

    [Theory]
    [InlineData("EngineNotRunning", "Cannot connect to the Docker daemon at " + Socket + ". Is the docker daemon running?", "systemctl start docker")]
    [InlineData("EngineNotRunning", "failed to connect to the docker API at " + Socket + "; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory", "systemctl start docker")]
    [InlineData("EngineNotRunning", "Cannot connect to the Docker daemon. Is 'docker daemon' running on this host?", "systemctl start docker")]
    [InlineData("EngineNotRunning", "Cannot connect to the Docker daemon at unix:///Users/ana/.colima/default/docker.sock. Is the docker daemon running?", "colima start")]
    [InlineData("EngineNotRunning", "Cannot connect to the Docker daemon at unix:///run/user/1000/docker.sock. Is the docker daemon running?", "systemctl --user start docker")]
    [InlineData("EngineNotRunning", "error during connect: this error may indicate that the docker daemon is not running: Get \"http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.46/containers/json\": open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.", "docker desktop start")]
    [InlineData("EngineSocketDenied", "permission denied while trying to connect to the Docker daemon socket at " + Socket + ": Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json\": dial unix /var/run/docker.sock: connect: permission denied", "usermod -aG docker")]
    [InlineData("EngineSocketDenied", "permission denied while trying to connect to the docker API at " + Socket, "usermod -aG docker")]
    [InlineData("EnginePipeDenied", "error during connect: In the default daemon configuration on Windows, the docker client must be run with elevated privileges to connect.: open //./pipe/docker_engine: Access is denied.", "docker-users")]
    [InlineData("EngineContextMissing", "Current context \"build\" is not found on the file system, please check your config file at /root/.docker/config.json", "docker context use default")]
    [InlineData("EngineContextMissing", "unable to resolve docker endpoint: context \"build\": context not found: open /root/.docker/contexts/meta/x/meta.json: no such file or directory", "docker context use default")]
    [InlineData("ClientTooOld", "Error response from daemon: client version 1.32 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version", "Install a current client")]
    [InlineData("ClientTooNew", "Error response from daemon: client is newer than server (client API version: 1.24, server API version: 1.19)", "Update the engine", "DOCKER_API_VERSION = '1.19'")]
    [InlineData("ClientTooNew", "Error response from daemon: client version 1.51 is too new. Maximum supported API version is 1.41", "Update the engine", "DOCKER_API_VERSION = '1.41'")]
    [InlineData("EngineSpeaksTls", "Error response from daemon: Client sent an HTTP request to an HTTPS server.", "DOCKER_TLS_VERIFY = '1'")]
    [InlineData("EngineSpeaksPlainHttp", "error during connect: Get \"https://10.0.0.4:2375/v1.24/containers/json\": http: server gave HTTP response to HTTPS client", "Remove-Item Env:DOCKER_TLS_VERIFY")]
    [InlineData("EngineCertificates", "unable to resolve docker endpoint: open /root/.docker/ca.pem: no such file or directory", "DOCKER_CERT_PATH")]
    [InlineData("EngineCertificates", "error during connect: Get \"https://10.0.0.4:2376/v1.24/containers/json\": x509: certificate signed by unknown authority", "DOCKER_CERT_PATH")]
    [InlineData("EngineSshFailed", "error during connect: Get \"http://docker.example.com/v1.24/containers/json\": command [ssh -l me -- build docker system dial-stdio] has exited with exit status 255, please make sure the URL is valid: stderr=Host key verification failed.", "ssh -o BatchMode=yes")]
    [InlineData("EngineAddressNotFound", "error during connect: Get \"http://build:2375/v1.24/containers/json\": dial tcp: lookup build on 127.0.0.53:53: no such host", "Correct the address")]
    [InlineData("EngineInternalError", "request returned Internal Server Error for API route and version http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/containers/json, check if the server supports the requested API version", "restart")]
    [InlineData("UserNamespaceUnavailable", "cannot clone: Operation not permitted\nError: cannot re-exec process", "usermod --add-subuids")]
    [InlineData("CgroupsUnavailable", "Error response from daemon: Devices cgroup isn't mounted", "cgroups")]
    [InlineData("NoSpaceLeft", "Error: write /var/lib/containers/storage/x: no space left on device", "docker image prune")]
    [InlineData("StorageReadOnly", "Error: mkdir /var/lib/containers/storage: read-only file system", "restart")]
    [InlineData("EngineFailed", "Error: something that nobody has seen before", "docker ps --quiet")]
    [InlineData("WslIntegrationOff", "The command 'docker' could not be found in this WSL 2 distro.\nWe recommend to activate the WSL integration in Docker Desktop settings.", "Settings > Resources > WSL integration")]
    public void The_cause_is_found_in_the_clients_output(string finding, string error, string firstRemedy, string? secondRemedy = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems start their engines otherwise.");
        _machine.Client("docker", ("ps*", MachineSandbox.Fails(error)));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon").Check("DockerDaemon");

        Assert.Equal((finding, "Failed", "DOCKER_DAEMON_ERROR"), (daemon.Finding, daemon.Status, daemon.ErrorCode));
        Assert.Contains(firstRemedy, daemon.Remediation[0], StringComparison.Ordinal);
        Assert.True(secondRemedy is null || daemon.Remediation[1].Contains(secondRemedy, StringComparison.Ordinal), string.Join('\n', daemon.Remediation));
    }

    [Fact]
    public void A_socket_of_an_engine_elsewhere_is_told_with_the_variable_that_names_it()
    {
        _machine.Client("docker", ("ps*", MachineSandbox.Fails("Cannot connect to the Docker daemon at tcp://192.0.2.1:2375. Is the docker daemon running?")));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon", ("DOCKER_HOST", "tcp://admin:canary0secret@192.0.2.1:2375")).Check("DockerDaemon");

        Assert.Equal("EngineHostUnreachable", daemon.Finding);
        Assert.Contains("tcp://192.0.2.1:2375", daemon.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary0secret", daemon.Message + string.Join(' ', daemon.Remediation), StringComparison.Ordinal);
        Assert.Contains("Remove-Item Env:DOCKER_HOST", daemon.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_selects_a_missing_context_is_removed_first()
    {
        _machine.Client("docker", ("ps*", MachineSandbox.Fails("unable to resolve docker endpoint: context \"gone\": context not found")));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon", ("DOCKER_CONTEXT", "gone")).Check("DockerDaemon");

        Assert.Equal("EngineContextMissing", daemon.Finding);
        Assert.Contains("`Remove-Item Env:DOCKER_CONTEXT`", daemon.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Podmans_machine_is_reported_with_Podmans_commands()
    {
        _machine.Client("podman", ("ps*", MachineSandbox.Fails("Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`, or try `podman machine init` and `podman machine start` to manage a new Linux VM\nError: unable to connect to Podman socket: dial tcp 127.0.0.1:1: connect: connection refused")));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon", ("DOCKER_COMMAND", "podman")).Check("DockerDaemon");

        Assert.Equal("PodmanNotRunning", daemon.Finding);
        Assert.Contains("podman", string.Join(' ', daemon.Remediation), StringComparison.Ordinal);
        Assert.DoesNotContain("`systemctl start docker`", string.Join(' ', daemon.Remediation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker", "`docker context ls`")]
    [InlineData("podman", "`podman system connection list`")]
    public void An_engine_that_does_not_answer_in_time_is_restarted(string client, string list)
    {
        _machine.Client(client, ("ps*", "exec sleep 60"));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon -TimeoutSeconds 2", ("DOCKER_COMMAND", client)).Check("DockerDaemon");

        Assert.Equal("EngineTimedOut", daemon.Finding);
        Assert.Contains("Note that this stops running containers", daemon.Remediation[0], StringComparison.Ordinal);
        Assert.Contains(list, daemon.Remediation[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker", false)]
    [InlineData("podman", true)]
    public void Only_Podman_is_told_to_apply_a_range_of_ids(string client, bool hasCommand)
    {
        _machine.Client(client, ("ps*", MachineSandbox.Fails("cannot clone: Operation not permitted\nError: cannot re-exec process")));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon", ("DOCKER_COMMAND", client)).Check("DockerDaemon");

        Assert.Equal("UserNamespaceUnavailable", daemon.Finding);
        Assert.Equal(hasCommand, daemon.Remediation.Any(remedy => remedy.Contains("system migrate", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_placeholder_of_Docker_Desktop_in_WSL_is_one_cause_for_both_checks()
    {
        _machine.Program("docker", "printf \"\\nThe command 'docker' could not be found in this WSL 1 distro.\\nWe recommend to convert this distro to WSL 2 and activate\\nthe WSL integration in Docker Desktop settings.\\n\"; exit 1");

        ScriptOutcome outcome = _machine.Run("Test-AcrHealth -Check DockerVersion, DockerDaemon", ("WSL_DISTRO_NAME", "Ubuntu-24.04"));

        Assert.All(["DockerVersion", "DockerDaemon"], check => Assert.Equal("WslIntegrationOff", outcome.Check(check).Finding));
        Assert.Contains("Ubuntu-24.04", outcome.Check("DockerDaemon").Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-420", "EngineClockBehind", "Failed", "7 h behind")]
    [InlineData("600", "EngineClockAhead", "Failed", "10 h ahead")]
    [InlineData("-3", "EngineClockBehind", "Warning", "3 min behind")]
    [InlineData("4320", "EngineClockAhead", "Failed", "3 d ahead")]
    public void The_clock_of_a_virtual_machine_is_compared_with_this_machines(string minutes, string finding, string status, string says)
    {
        DateTimeOffset time = DateTimeOffset.UtcNow.AddMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture));
        _machine.Client("docker", ("info*", $"echo '{MachineSandbox.Info($"\"Name\":\"docker-desktop\",\"OperatingSystem\":\"Docker Desktop\",\"SystemTime\":\"{time:yyyy-MM-dd'T'HH:mm:ss}.123456789Z\"")}'"));

        CheckResult clock = _machine.Run("Test-AcrHealth -Check DockerClock").Check("DockerClock");

        Assert.Equal((finding, status, "CLOCK_SKEW_ERROR"), (clock.Finding, clock.Status, clock.ErrorCode));
        Assert.Contains(says, clock.Message, StringComparison.Ordinal);
        Assert.Contains("docker desktop restart", clock.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_correct_clock_is_reported_only_for_an_engine_in_a_virtual_machine()
    {
        // An engine responds after the question, so its time is never earlier.
        const string Now = "T=$(date -u +%Y-%m-%dT%H:%M:%S.%N); echo \"{\\\"ServerVersion\\\":\\\"28\\\",\\\"Name\\\":\\\"NAME\\\",\\\"SystemTime\\\":\\\"${T}Z\\\"}\"";
        _machine.Client("docker", ("info*", Now.Replace("NAME", "docker-desktop", StringComparison.Ordinal)));
        Assert.Equal("Passed", _machine.Run("Test-AcrHealth").Check("DockerClock").Status);

        _machine.Client("docker", ("info*", Now.Replace("NAME", Environment.MachineName, StringComparison.Ordinal)));
        Assert.DoesNotContain(_machine.Run("Test-AcrHealth").Results, result => result.Check == "DockerClock");
    }

    [Theory]
    [InlineData("exit 3", "ClientVersionFailed", "DOCKER_VERSION_ERROR")]
    [InlineData("echo 'whoami (GNU coreutils) 9.1'", "NotAContainerClient", "DOCKER_VERSION_ERROR")]
    [InlineData("echo hello", "ClientVersionUnreadable", "DOCKER_VERSION_ERROR")]
    [InlineData("exec sleep 60", "ProgramTimedOut", "DOCKER_VERSION_ERROR")]
    public void A_client_that_does_not_report_its_version_is_broken(string script, string finding, string code)
    {
        _machine.Client("docker", ("--version", script));

        CheckResult version = _machine.Run("Test-AcrHealth -Check DockerVersion -TimeoutSeconds 2").Check("DockerVersion");

        Assert.Equal((finding, "Failed", code), (version.Finding, version.Status, version.ErrorCode));
    }

    [Fact]
    public void A_client_for_another_processor_cannot_be_started()
    {
        _machine.Program("docker", string.Empty);
        _machine.File("docker", "\u007fELF, and nothing that this machine knows");

        ScriptOutcome outcome = _machine.Run("Test-AcrHealth -Check DockerVersion, DockerDaemon");

        Assert.All(["DockerVersion", "DockerDaemon"], check => Assert.Equal("ProgramCannotStart", outcome.Check(check).Finding));
    }

    [Theory]
    [InlineData("windows", "Microsoft Windows Version 22H2", "WindowsContainers")]
    [InlineData("windows", "Microsoft Windows Server Version 21H2", null)]
    public void Windows_containers_on_a_desktop_are_a_warning(string system, string host, string? finding)
    {
        _machine.Client("docker", ("info*", $"echo '{MachineSandbox.Info($"\"OSType\":\"{system}\",\"OperatingSystem\":\"{host}\"")}'"));

        Assert.Equal(finding, _machine.Run("Test-AcrHealth -Check ContainerPlatform").Check("ContainerPlatform").Finding);
    }

    public void Dispose() => _machine.Dispose();
}
