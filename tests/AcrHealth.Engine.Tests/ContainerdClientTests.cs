using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers nerdctl and ctr in docker's place: their command lines, their wordings, and remedies that name them.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ContainerdClientTests : IDisposable
{
    private const string Image = "contoso.azurecr.io/team/app:1.0";
    private const string Dial = "ctr: failed to dial \"/run/containerd/containerd.sock\": ";
    private const string Resolve = "ctr: failed to resolve reference \"" + Image + "\": ";

    private readonly MachineSandbox _machine = new();

    [Fact]
    public void Ctr_that_is_found_by_itself_passes_the_checks_with_its_own_command_line()
    {
        Ctr();
        string socket = _machine.File("containerd.sock", string.Empty);

        ScriptOutcome outcome = _machine.Run("Test-AcrHealth -Check Docker*, ContainerPlatform, DiskSpace -Force -SampleImage busybox", ("CONTAINERD_ADDRESS", socket));

        Assert.All(["DockerCommand", "DockerVersion", "DockerDaemon", "ContainerPlatform", "DiskSpace", "DockerPull"], check => Assert.True(outcome.Check(check).Status != "Failed", outcome.Check(check).ToString()));
        Assert.Contains("1.6.20", outcome.Check("DockerVersion").Message, StringComparison.Ordinal);
        Assert.Contains("linux/amd64", outcome.Check("ContainerPlatform").Message, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(Path.Combine(_machine.Root, "log"));
        Assert.Contains(lines, line => line.StartsWith("images pull ", StringComparison.Ordinal) && line.EndsWith(" docker.io/library/busybox:latest", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("--user", StringComparison.Ordinal) || line.Contains("ps --quiet", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("podman")]
    [InlineData("nerdctl")]
    public void A_client_is_found_by_itself_if_there_is_no_docker(string name)
    {
        _machine.Client(name);

        ScriptOutcome outcome = _machine.Run("Test-AcrHealth -Check DockerDaemon, DockerPull -Force");

        Assert.All(["DockerCommand", "DockerDaemon", "DockerPull"], check => Assert.True(outcome.Check(check).Status == "Passed", outcome.Check(check).ToString()));
        Assert.Contains(name, outcome.Check("DockerCommand").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EngineNotRunning", Dial + "context deadline exceeded: connection error: desc = \"transport: error while dialing: dial unix:///run/containerd/containerd.sock: timeout\"", "systemctl start containerd")]
    [InlineData("EngineNotRunning", Dial + "connection error: desc = \"transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory\"", "systemctl start containerd")]
    [InlineData("EngineNotRunning", Dial + "connection error: desc = \"transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused\"", "systemctl start containerd")]
    [InlineData("ContainerdSocketDenied", Dial + "connection error: desc = \"transport: error while dialing: dial unix /run/containerd/containerd.sock: connect: permission denied\"", "as root")]
    public void A_containerd_that_ctr_cannot_use_is_told_with_its_commands(string finding, string error, string firstRemedy)
    {
        Ctr(("*version*", MachineSandbox.Fails(error)));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon", ("DOCKER_COMMAND", "ctr")).Check("DockerDaemon");

        Assert.Equal((finding, "Failed", "DOCKER_DAEMON_ERROR"), (daemon.Finding, daemon.Status, daemon.ErrorCode));
        Assert.Contains(firstRemedy, daemon.Remediation[0], StringComparison.Ordinal);
        AssertNamesNoDocker(daemon);
    }

    [Fact]
    public void Nerdctl_without_rights_is_told_how_to_do_without_root()
    {
        _machine.Client("nerdctl", ("ps*", MachineSandbox.Fails("time=x level=fatal msg=\"rootless containerd not running? (hint: use `containerd-rootless-setuptool.sh install` to start rootless containerd): stat /run/user/1000/containerd-rootless: no such file or directory\"")));

        CheckResult daemon = _machine.Run("Test-AcrHealth -Check DockerDaemon").Check("DockerDaemon");

        Assert.Equal("ContainerdSocketDenied", daemon.Finding);
        Assert.Contains("`containerd-rootless-setuptool.sh install`", daemon.Remediation[1], StringComparison.Ordinal);
        AssertNamesNoDocker(daemon);
    }

    [Theory]
    [InlineData("PullNotFound", Resolve + Image + ": not found", "az acr repository show-tags")]
    [InlineData("PullOtherPlatform", "ctr: no match for platform in manifest: not found", "--tag " + Image)]
    [InlineData("PullCertificateUntrusted", Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/team/app/manifests/1.0\": x509: certificate signed by unknown authority", "/etc/containerd/certs.d/contoso.azurecr.io/ca.crt")]
    [InlineData("PullConnectionTimedOut", Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/team/app/manifests/1.0\": dial tcp 20.1.2.3:443: i/o timeout", "reach contoso.azurecr.io on port 443")]
    [InlineData("PullConnectionTimedOut", Resolve + "failed to authorize: failed to fetch anonymous token: Get \"https://contoso.azurecr.io/oauth2/token\": dial tcp 20.1.2.3:443: i/o timeout", "reach contoso.azurecr.io on port 443")]
    [InlineData("PullWithoutLogin", Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", "-Check ContainerdPull")]
    [InlineData("PullWithoutLogin", Resolve + "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", "-Check ContainerdPull")]
    [InlineData("PullForbidden", Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden", "Allow contoso.azurecr.io")]
    [InlineData("PullPlainHttp", Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/\": http: server gave HTTP response to HTTPS client", "speaks HTTPS")]
    [InlineData("NoSpaceLeft", "ctr: failed to copy: write /var/lib/containerd/x: no space left on device", "`ctr images delete <image>`")]
    [InlineData("PullStorageDriver", "ctr: failed to mount overlay: invalid argument", "CONTAINERD_SNAPSHOTTER = 'native'")]
    [InlineData("PullFailed", "ctr: something that nobody has seen before", "`ctr images pull")]
    public void The_cause_of_a_failed_pull_is_found_in_ctrs_output(string finding, string error, string firstRemedy)
    {
        Ctr(("images*", MachineSandbox.Fails(error)));

        CheckResult pull = Pull("ctr");

        Assert.Equal((finding, "Failed", "DOCKER_PULL_ERROR"), (pull.Finding, pull.Status, pull.ErrorCode));
        Assert.Contains(firstRemedy, pull.Remediation[0], StringComparison.Ordinal);
        Assert.InRange(pull.Remediation.Count, 1, 4);
        AssertNamesNoDocker(pull);
    }

    [Fact]
    public void Nerdctl_is_signed_in_with_a_token_that_the_Azure_CLI_gives()
    {
        _machine.Client("nerdctl", ("pull*", MachineSandbox.Fails("time=x level=fatal msg=\"failed to resolve reference: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized\"")));

        CheckResult pull = Pull("nerdctl");

        Assert.Equal("PullUnauthorized", pull.Finding);
        Assert.Contains("az acr login --name contoso --expose-token", pull.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("| nerdctl login contoso.azurecr.io", pull.Remediation[0], StringComparison.Ordinal);
        AssertNamesNoDocker(pull);
    }

    [Fact]
    public void A_pull_of_ctr_asks_first()
    {
        Ctr();

        CheckResult pull = _machine.Run("Test-AcrHealth -Check DockerPull -WhatIf", ("DOCKER_COMMAND", "ctr")).Check("DockerPull");

        Assert.Equal("Skipped", pull.Status);
        Assert.DoesNotContain("images pull", File.ReadAllText(Path.Combine(_machine.Root, "log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DockerCredential", "ctr has no stored logins.")]
    [InlineData("DockerConfiguration", "ctr reads no settings of an engine for registries.")]
    public void Ctr_has_neither_logins_nor_settings(string check, string reason)
    {
        Ctr();
        _machine.File("home/.docker/config.json", "{\"auths\":{\"contoso.azurecr.io\":{\"auth\":\"!\"}}}");

        CheckResult result = _machine.Run($"Test-AcrHealth contoso.azurecr.io -Check {check}", ("DOCKER_COMMAND", "ctr")).Check(check);

        Assert.Equal((null, reason), (result.ErrorCode, result.Message));
    }

    [Fact]
    public void Nerdctl_reads_the_logins_of_docker()
    {
        _machine.Client("nerdctl");
        _machine.File("home/.docker/config.json", "{\"auths\":{\"contoso.azurecr.io\":{\"auth\":\"!\"}}}");

        CheckResult result = _machine.Run("Test-AcrHealth contoso.azurecr.io -Check DockerCredential").Check("DockerCredential");

        Assert.Equal(("Failed", "DOCKER_CREDENTIAL_ERROR"), (result.Status, result.ErrorCode));
        Assert.Contains("nerdctl", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nerdctl_pulls_with_the_proxy_of_the_session()
    {
        _machine.Client("nerdctl");

        CheckResult result = _machine.Run("Test-AcrHealth contoso.azurecr.io -Check DockerConfiguration", ("HTTPS_PROXY", "http://proxy.example:3128"), ("NO_PROXY", null)).Check("DockerConfiguration");

        Assert.Null(result.Finding);
    }

    public void Dispose() => _machine.Dispose();

    private static void AssertNamesNoDocker(CheckResult result) => Assert.All(
        ["docker group", "docker.service", "/etc/docker", "docker start", "docker restart", "docker pull", "docker login", "docker image", "docker info", "context ls", "unit docker"],
        words => Assert.DoesNotContain(words, string.Join('\n', result.Remediation), StringComparison.Ordinal));

    private CheckResult Pull(string client) => _machine.Run($"Test-AcrHealth -Check DockerPull -Force -SampleImage {Image}", ("DOCKER_COMMAND", client)).Check("DockerPull");

    /// <summary>Writes ctr with a containerd behind it, which works but for what the cases say, and which logs its arguments.</summary>
    private void Ctr(params (string Arguments, string Script)[] cases) => _machine.Program(
        "ctr",
        $"echo \"$*\" >> '{_machine.Root}/log'; case \"$*\" in --version) echo 'ctr github.com/containerd/containerd 1.6.20~ds1' ;; "
            + string.Concat(cases.Select(one => $"{one.Arguments}) {one.Script} ;; "))
            + "*version) echo 'Server:' ;; *plugins*) printf 'Type: io.containerd.snapshotter.v1\\nID: native\\nPlatforms:     linux/amd64\\n' ;; images*) ;; *) exit 9 ;; esac");
}
