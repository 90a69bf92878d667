using AcrHealth.Integration.Tests.Engines;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The docker client with Podman's engine behind it, and Podman by itself, with the simulator's healthy registry.</summary>
public sealed class ContainerClientsTests : IAsyncLifetime
{
    // Under this name the password is a refresh token: it is how `az acr login` signs docker in.
    private const string RefreshTokenUser = "00000000-0000-0000-0000-000000000000";

    private readonly TemporaryDirectory _directory = new();
    private string _docker = string.Empty;
    private AzureSimulator? _azure;
    private EnvironmentScope? _environment;
    private PodmanStore? _podman;
    private BackgroundProgram? _engine;

    private AzureSimulator Azure => _azure!;

    private string Image => $"{Azure.Healthy.LoginServer}/{SimulatedRegistry.Repository}:latest";

    private string PublicImage => $"{Azure.Healthy.LoginServer}/{SimulatedRegistry.PublicRepository}:latest";

    public async ValueTask InitializeAsync()
    {
        _docker = Installed.OrSkip("docker", "docker.io");
        _podman = new(_directory.Under("podman"), "insecure.invalid");
        _azure = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        string socket = _directory.Under("engine.sock");
        _environment = new(
            ("SSL_CERT_FILE", _azure.WriteCertificateAuthority(_directory.Under("authority.pem"))),
            ("NO_PROXY", "localhost,127.0.0.1"),
            ("no_proxy", "localhost,127.0.0.1"),
            ("DOCKER_HOST", $"unix://{socket}"),
            ("DOCKER_CONFIG", _directory.Make("docker")),
            ("DOCKER_CONTEXT", null),
            ("DOCKER_TLS_VERIFY", null),
            ("DOCKER_API_VERSION", null),
            ("DOCKER_DEFAULT_PLATFORM", null));
        _engine = await _podman.ServeAsync(socket);
    }

    public async ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        _environment?.Dispose();
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }

        _directory.Dispose();
    }

    [Fact]
    public async Task Docker_signs_in_with_the_password_and_pulls_the_image_from_the_data_endpoint()
    {
        CommandResult login = await LoginAsync(Azure.UserName, Azure.Password);
        CommandResult pull = await Command.RunAsync(_docker, ["pull", Image]);

        Assert.True(login.ExitCode == 0, login.Error);
        Assert.True(pull.ExitCode == 0, pull.Error);
        Assert.True(Azure.DataEndpointTraffic.Requests > 0);
        Assert.NotEmpty(await Command.SucceedAsync(_docker, ["image", "ls", "--quiet", Image]));
    }

    [Fact]
    public async Task Docker_signs_in_with_a_refresh_token_as_the_Azure_CLI_makes_it_and_pulls()
    {
        CommandResult login = await LoginAsync(RefreshTokenUser, await TokenRequests.RefreshTokenAsync(Azure));
        CommandResult pull = await Command.RunAsync(_docker, ["pull", Image]);

        Assert.True(login.ExitCode == 0, login.Error);
        Assert.True(pull.ExitCode == 0, pull.Error);
    }

    [Fact]
    public async Task Docker_is_refused_with_a_wrong_password()
    {
        CommandResult login = await LoginAsync(Azure.UserName, "wrong");

        Assert.NotEqual(0, login.ExitCode);
        Assert.Contains("unauthorized", login.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Docker_that_has_not_signed_in_pulls_what_is_public_and_nothing_else()
    {
        CommandResult pull = await Command.RunAsync(_docker, ["pull", Image]);
        CommandResult publicPull = await Command.RunAsync(_docker, ["pull", PublicImage]);

        Assert.NotEqual(0, pull.ExitCode);
        Assert.True(publicPull.ExitCode == 0, publicPull.Error);
    }

    [Fact]
    public async Task Podman_pulls_the_image_with_the_password()
    {
        CommandResult pull = await _podman!.RunAsync("pull", "--creds", $"{Azure.UserName}:{Azure.Password}", Image);

        Assert.True(pull.ExitCode == 0, pull.Error);
        Assert.True(Azure.DataEndpointTraffic.Requests > 0);
    }

    private Task<CommandResult> LoginAsync(string user, string password) =>
        Command.RunAsync(_docker, ["login", "--username", user, "--password-stdin", Azure.Healthy.LoginServer], input: password);
}
