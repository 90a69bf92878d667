using AcrHealth.Integration.Tests.Engines;
using AcrHealth.Integration.Tests.Parity;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests;

/// <summary>Covers the output and the files of this machine's own programs: docker's client and Podman.</summary>
public sealed class MachineTests : IAsyncLifetime
{
    private const string RefreshTokenUser = "00000000-0000-0000-0000-000000000000";
    private const string Client = "my-podman";

    private readonly TemporaryDirectory _directory = new();
    private AzureSimulator? _azure;
    private EnvironmentScope? _environment;

    private AzureSimulator Azure => _azure!;

    private string Registry => Azure.Healthy.LoginServer;

    public async ValueTask InitializeAsync()
    {
        _azure = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        string home = _directory.Make("home");
        _environment = new(
            ("SSL_CERT_FILE", _azure.WriteCertificateAuthority(_directory.Under("authority.pem"))),
            ("HOME", home),
            ("DOCKER_CONFIG", _directory.Make("docker")),
            ("DOCKER_COMMAND", null),
            ("DOCKER_HOST", null),
            ("DOCKER_CONTEXT", null),
            ("DOCKER_DEFAULT_PLATFORM", null),
            ("REGISTRY_AUTH_FILE", null),
            ("XDG_RUNTIME_DIR", null),
            ("XDG_CONFIG_HOME", null));
    }

    public async ValueTask DisposeAsync()
    {
        _environment?.Dispose();
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task The_login_that_docker_itself_stores_is_found_with_its_end()
    {
        string docker = Installed.OrSkip("docker", "docker.io");
        string socket = _directory.Under("engine.sock");
        using var _ = new EnvironmentScope(("DOCKER_HOST", $"unix://{socket}"));
        using BackgroundProgram engine = await new PodmanStore(_directory.Under("podman"), "insecure.invalid").ServeAsync(socket);
        await LoginAsync(docker, RefreshTokenUser, await TokenRequests.RefreshTokenAsync(Azure));

        CheckResult token = Check("DockerCredential");
        await LoginAsync(docker, Azure.UserName, Azure.Password);
        CheckResult password = Check("DockerCredential");
        await Command.SucceedAsync(docker, ["logout", Registry]);
        CheckResult none = Check("DockerCredential");

        Assert.True(token.Status == "Passed", token.ToString());
        Assert.Equal(true, token.DetailOf("IsToken"));
        Assert.True((DateTimeOffset)token.DetailOf("ExpiresOn")! > DateTimeOffset.Now);
        Assert.Equal(("Passed", Azure.UserName), (password.Status, password.DetailOf("UserName")));
        Assert.Equal("Skipped", none.Status);
    }

    [Fact]
    public async Task The_login_that_Podman_itself_stores_is_found()
    {
        PodmanStore podman = NewPodman("insecure.invalid");
        string file = _directory.Under("auth.json");
        using var _ = new EnvironmentScope(("REGISTRY_AUTH_FILE", file));
        CommandResult login = await podman.RunAsync("login", "--authfile", file, "--username", Azure.UserName, "--password", Azure.Password, Registry);
        Assert.True(login.ExitCode == 0, login.Error);

        CheckResult result = Check("DockerCredential");

        Assert.True(result.Status == "Passed", result.ToString());
        Assert.Equal((Azure.UserName, file), (result.DetailOf("UserName"), result.DetailOf("ConfigurationFile")));
    }

    [Fact]
    public void Podmans_engine_tells_its_platform_and_the_room_that_it_has()
    {
        NewPodman("insecure.invalid");

        ScriptOutcome outcome = Run("Test-AcrHealth -Check ContainerPlatform, DiskSpace");

        Assert.Equal("linux", outcome.Check("ContainerPlatform").DetailOf("OS"));
        Assert.Equal("Passed", outcome.Check("ContainerPlatform").Status);
        Assert.Equal(new DriveInfo(_directory.Path).TotalSize, outcome.Check("DiskSpace").DetailOf("TotalBytes"));
    }

    [Theory]
    [InlineData(100, "Failed", "DiskFull")]
    [InlineData(1000, "Warning", "DiskLow")]
    public async Task A_nearly_full_disk_is_reported_before_a_pull_fails(int megabytes, string status, string finding)
    {
        string store = _directory.Under("podman");
        using SmallDisk disk = await SmallDisk.MountAsync(store, megabytes);
        NewPodman("insecure.invalid");

        CheckResult result = Run("Test-AcrHealth -Check DiskSpace").Check("DiskSpace");

        Assert.Equal((status, finding, "DISK_SPACE_ERROR"), (result.Status, result.Finding, result.ErrorCode));
        Assert.Contains(Path.Combine(store, "root"), result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_Podman_speaks_to_without_TLS_is_a_warning()
    {
        NewPodman(Registry);

        CheckResult result = Check("DockerConfiguration");

        Assert.Equal("Warning", result.Status);
        Assert.Equal("PodmanVerifiesNothing", result.Finding);
        Assert.Contains(Registry, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authoritys_certificate_with_the_wrong_extension_is_DOCKER_CONFIGURATION_ERROR_and_Podman_says_the_same()
    {
        // Podman is at home in its store, and so is whoever looks for its certificates.
        PodmanStore podman = NewPodman("insecure.invalid");
        using var _ = new EnvironmentScope(("HOME", _directory.Under("podman")));
        string certificates = _directory.Make(Path.Combine("podman", ".config", "containers", "certs.d", Registry));
        File.Copy(_directory.Under("authority.pem"), Path.Combine(certificates, "ca.cert"));

        CheckResult result = Check("DockerConfiguration");
        CommandResult pull = await podman.RunAsync("pull", $"{Registry}/{SimulatedRegistry.PublicRepository}:latest");

        Assert.Equal(("ClientCertificateIncomplete", "DOCKER_CONFIGURATION_ERROR"), (result.Finding, result.ErrorCode));
        Assert.Contains("ca.cert", result.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, pull.ExitCode);
        Assert.Contains("missing key ca.key", pull.Error, StringComparison.OrdinalIgnoreCase);
    }

    private PodmanStore NewPodman(string insecureRegistry)
    {
        var podman = new PodmanStore(_directory.Under("podman"), insecureRegistry);
        podman.WriteCommand(_directory.Under(Client));
        Environment.SetEnvironmentVariable("DOCKER_COMMAND", _directory.Under(Client));
        return podman;
    }

    private Task<string> LoginAsync(string docker, string user, string password) =>
        Command.SucceedAsync(docker, ["login", "--username", user, "--password-stdin", Registry], input: password);

    private CheckResult Check(string check) =>
        Run($"param($registry, $authority) Test-AcrHealth $registry -CACertificate $authority -Check {check}", Registry, _directory.Under("authority.pem")).Check(check);

    private static ScriptOutcome Run(string script, params object?[] arguments)
    {
        using var engine = new ModuleEngine();
        return engine.Run(script, arguments);
    }
}
