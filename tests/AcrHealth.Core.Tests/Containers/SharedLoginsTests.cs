using AcrHealth.Containers;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Programs;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Containers;

[Collection(EnvironmentChangers.Name)]
public sealed class SharedLoginsTests : IDisposable
{
    private const string Registry = "contoso.azurecr.io";

    private readonly TemporaryDirectory _directory = new();
    private readonly EnvironmentScope _variables = new();

    public SharedLoginsTests()
    {
        _variables["DOCKER_CONFIG"] = _directory.Path;
        _variables["PATH"] = $"{_directory.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        _variables["REGISTRY_AUTH_FILE"] = null;
    }

    [Fact]
    public async Task Without_a_configuration_there_is_no_login()
    {
        LoginLookup lookup = await FindAsync();

        Assert.Null(lookup.Path);
        Assert.Null(lookup.Login);
        Assert.Null(lookup.Problem);
    }

    [Fact]
    public async Task A_store_is_asked_once_whom_it_knows_and_for_those_alone_for_their_login()
    {
        Helper("store", $"echo \"$1\" >> {_directory.Path}/log; [ \"$1\" = list ] && echo '{{\"https://{Registry}\":\"alice\"}}' || echo '{{\"Username\":\"alice\",\"Secret\":\"s\"}}'");
        Configure("{\"credsStore\":\"store\"}");
        SharedLogins logins = Logins();
        using var deadline = new Deadline();

        LoginLookup[] lookups = await Task.WhenAll(new[] { Registry, "fabrikam.azurecr.io", "adatum.azurecr.io" }.Select(registry => logins.FindAsync(Client(false), registry, deadline.Token)));

        Assert.Equal("alice", lookups[0].Login!.User);
        Assert.Null(lookups[1].Login);
        Assert.Null(lookups[2].Login);
        Assert.Equal(["list", "get"], await File.ReadAllLinesAsync(Path.Combine(_directory.Path, "log"), deadline.Token));
    }

    [Fact]
    public async Task A_store_without_a_list_is_asked_for_the_login()
    {
        Helper("store", "[ \"$1\" = get ] || exit 1; read -r host; echo \"{\\\"Username\\\":\\\"$host\\\",\\\"Secret\\\":\\\"s\\\"}\"");
        Configure("{\"credsStore\":\"store\"}");

        Assert.Equal(Registry, (await FindAsync()).Login!.User);
    }

    [Fact]
    public async Task A_helper_for_one_registry_is_asked_for_that_alone()
    {
        Helper("own", "[ \"$1\" = get ] || exit 9; echo '{\"Username\":\"<token>\",\"Secret\":\"s\"}'");
        Configure($"{{\"credsStore\":\"absent\",\"credHelpers\":{{\"{Registry}\":\"own\"}}}}");

        LoginLookup lookup = await FindAsync();

        Assert.Equal("own", lookup.HelperName);
        Assert.True(lookup.Login!.IsToken);
    }

    [Theory]
    [InlineData("echo 'credentials not found in native keychain'; exit 1", "None")]
    [InlineData("echo 'canary0secret'; exit 2", "Failed")]
    [InlineData("echo '<html>canary0secret</html>'", "Unreadable")]
    [InlineData("echo '{\"Username\":\"a\"}'", "Unreadable")]
    [InlineData("exec sleep 30", "TimedOut")]
    public async Task A_broken_credential_helper_is_reported_without_its_output(string script, string trouble)
    {
        Helper("own", script);
        Configure($"{{\"credHelpers\":{{\"{Registry}\":\"own\"}}}}");

        LoginLookup lookup = await FindAsync(timeout: 1);

        Assert.Equal(trouble, lookup.Helper!.Trouble.ToString());
        Assert.Null(lookup.Login);
        Assert.DoesNotContain("canary0secret", lookup.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "Missing")]
    [InlineData("../own", "BadName")]
    [InlineData("/bin/own", "BadName")]
    public async Task A_helper_is_found_on_the_path_or_not_at_all(string name, string trouble)
    {
        Configure($"{{\"credsStore\":\"{name}\"}}");

        Assert.Equal(trouble, (await FindAsync()).Helper!.Trouble.ToString());
    }

    [Fact]
    public async Task A_login_in_the_file_is_not_used_where_a_helper_is_named()
    {
        Helper("store", "echo '{}'");
        Configure($"{{\"credsStore\":\"store\",\"auths\":{{\"{Registry}\":{{\"auth\":\"YTpi\"}}}}}}");

        LoginLookup lookup = await FindAsync();

        Assert.Null(lookup.Login);
        Assert.True(lookup.IsShadowed);
    }

    [Fact]
    public async Task Podmans_own_file_goes_before_dockers_which_is_read_too()
    {
        string own = Path.Combine(_directory.Path, "containers");
        Directory.CreateDirectory(own);
        _variables["XDG_RUNTIME_DIR"] = _directory.Path;
        Configure($"{{\"credsStore\":\"absent\",\"auths\":{{\"{Registry}\":{{\"auth\":\"ZG9ja2VyOng=\"}}}}}}");
        Assert.Equal("docker", (await FindAsync(isPodman: true)).Login!.User);

        await File.WriteAllTextAsync(Path.Combine(own, "auth.json"), $"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"cG9kbWFuOng=\"}}}}}}", TestContext.Current.CancellationToken);
        Assert.Equal("podman", (await FindAsync(isPodman: true)).Login!.User);
    }

    [Fact]
    public async Task A_file_that_is_not_a_configuration_is_reported_without_its_content()
    {
        Configure("canary0secret");

        LoginLookup lookup = await FindAsync();

        Assert.Equal(new(ConfigurationProblemKind.NotJson, "JSON, 1:1"), lookup.Problem);
    }

    [Fact]
    public async Task A_file_of_any_length_is_not_read()
    {
        Configure(new string(' ', AcrHealth.Files.BoundedFile.MaximumLength + 1));

        ConfigurationProblem problem = (await FindAsync()).Problem!;
        Assert.Equal(ConfigurationProblemKind.Unreadable, problem.Trouble);
        Assert.Contains("larger than 4 MiB", problem.Place, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _variables.Dispose();
        _directory.Dispose();
    }

    private static SharedLogins Logins(int timeout = 15) => new(TimeSpan.FromSeconds(timeout), new RunScope());

    private static ContainerClient Client(bool isPodman) => isPodman ? new("podman", "/usr/bin/podman") : new("docker", "/usr/bin/docker");

    private static async Task<LoginLookup> FindAsync(bool isPodman = false, int timeout = 15)
    {
        using var deadline = new Deadline();
        return await Logins(timeout).FindAsync(Client(isPodman), Registry, deadline.Token);
    }

    private void Configure(string json) => File.WriteAllText(Path.Combine(_directory.Path, "config.json"), json);

    private void Helper(string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of this test are shell scripts.");
        _directory.Script($"docker-credential-{name}", script);
    }
}
