using System.Globalization;
using System.Text.Json;
using AcrHealth.Integration.Tests.Network;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>
/// Measures the cost of hostile peers and files for a real PowerShell: each check finishes within its timeout and a second, and the peak of memory
/// stays within 150 MB of the session's peak with good ones.
/// </summary>
public sealed class BoundsTests : IDisposable
{
    private const int MostMegabytes = 150;
    private const int Timeout = 8;
    private const double Grace = 1;
    private const string Tenant = "11111111-1111-1111-1111-111111111111";

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task An_endless_metadata_service()
    {
        using var server = new EndlessServer(isSecure: false);

        await AssertBoundedAsync("Test-AcrHealth contoso -Check Credential", [("AZURE_POD_IDENTITY_AUTHORITY_HOST", $"http://127.0.0.1:{server.Port}")], server);
    }

    [Fact]
    public async Task An_endless_identity_endpoint_of_App_Service()
    {
        using var server = new EndlessServer(isSecure: false);

        await AssertBoundedAsync("Test-AcrHealth contoso -Check Credential", [("IDENTITY_ENDPOINT", $"http://127.0.0.1:{server.Port}/x"), ("IDENTITY_HEADER", "h")], server);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endless_sign_in_service(bool isMetadataEndless)
    {
        EndlessServer? entra = null;
        using var server = new EndlessServer(isSecure: true, path => !isMetadataEndless && path.Contains("openid-configuration", StringComparison.Ordinal)
            ? EndlessServer.Json(Metadata(entra!.Port))
            : null);
        entra = server;
        string authority = Write("ca.pem", server.Authority);

        await AssertBoundedAsync(
            $"Test-AcrHealth contoso -Check Credential -CACertificate '{authority}'",
            [
                ("AZURE_AUTHORITY_HOST", $"https://localhost:{server.Port}"),
                ("AZURE_TENANT_ID", Tenant),
                ("AZURE_CLIENT_ID", Tenant),
                ("AZURE_CLIENT_SECRET", "canary"),
            ],
            server);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endless_Resource_Manager_and_one_whose_lists_never_end(bool sendsPages)
    {
        string entries = string.Join(',', Enumerable.Repeat("0", 1_900_000));
        using var server = new EndlessServer(isSecure: true, path => sendsPages ? EndlessServer.Json($$"""{"data":[{{entries}}],"$skipToken":"{{Guid.NewGuid()}}"}""") : null);
        string authority = Write("ca.pem", server.Authority);
        string token = "eyJhbGciOiJub25lIn0." + Convert.ToBase64String("{\"aud\":\"https://management.azure.com\",\"exp\":4000000000}"u8).TrimEnd('=') + ".x";

        await AssertBoundedAsync(
            $"Test-AcrHealth contoso -Check RegistryResource -IncludeResourceManager -CACertificate '{authority}' -AccessToken (ConvertTo-SecureString '{token}' -AsPlainText -Force)",
            [("AZURE_RESOURCE_MANAGER_ENDPOINT", $"https://localhost:{server.Port}")],
            sendsPages ? null : server);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData(null)]
    public async Task A_configuration_that_is_a_device_or_a_FIFO(string? target)
    {
        string folder = _directory.Make("docker");
        string file = Path.Combine(folder, "config.json");
        if (target is null)
        {
            await Command.RunAsync("/usr/bin/mkfifo", [file]);
        }
        else
        {
            File.CreateSymbolicLink(file, target);
        }

        string programs = _directory.Make("programs");
        ShellProgram.WriteOrSkip(programs, "docker", "echo '{\"ServerVersion\":\"24\",\"ClientInfo\":{}}'");

        await AssertBoundedAsync("Test-AcrHealth contoso.azurecr.io -Anonymous -Check DockerCredential", [("DOCKER_CONFIG", folder)], null, programs);
    }

    [Fact]
    public async Task A_federated_token_of_1_5_GB()
    {
        string file = Path.Combine(_directory.Make("token"), "file");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength(1536L * 1024 * 1024);
        }

        await AssertBoundedAsync(
            "Test-AcrHealth contoso -Check Credential", [("AZURE_TENANT_ID", Tenant), ("AZURE_CLIENT_ID", Tenant), ("AZURE_FEDERATED_TOKEN_FILE", file)], null);
    }

    public void Dispose() => _directory.Dispose();

    private static string Metadata(int port) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["token_endpoint"] = $"https://localhost:{port}/t/oauth2/v2.0/token",
        ["authorization_endpoint"] = $"https://localhost:{port}/t/oauth2/v2.0/authorize",
        ["issuer"] = $"https://localhost:{port}/t",
    });

    private async Task AssertBoundedAsync(string command, (string Name, string? Value)[] variables, EndlessServer? server, string? programs = null)
    {
        using var shell = new RealPowerShell(programs);
        string script = Write("bounds.ps1", $$"""
            function Peak { [int]([regex]::Match([IO.File]::ReadAllText('/proc/self/status'), 'VmHWM:\s+(\d+)').Groups[1].Value / 1024) }
            Import-Module '{{ModuleEngine.ModulePath}}'
            $set = @{}
            foreach ($name in ($env:HOSTILE -split ',')) { $set[$name] = [Environment]::GetEnvironmentVariable($name); [Environment]::SetEnvironmentVariable($name, $null) }
            $null = Test-AcrHealth localhost:1 -Check Credential, Dns -TimeoutSeconds {{Timeout}} 2>&1
            foreach ($name in $set.Keys) { [Environment]::SetEnvironmentVariable($name, $set[$name]) }
            $before = Peak
            $results = @({{command}} -TimeoutSeconds {{Timeout}} 2>&1)
            Start-Sleep 1
            "GREW=$((Peak) - $before)"
            $results | ForEach-Object { if ($_ -is [AcrHealth.HealthCheckResult]) { "TOOK=$($_.Duration.TotalSeconds.ToString([cultureinfo]::InvariantCulture))" } else { "ERROR=$_" } }
            """);

        CommandResult run = await shell.RunAsync(["-File", script], [.. variables, ("HOSTILE", string.Join(',', variables.Select(variable => variable.Name)))]);

        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.True(lines.Length > 1 && !lines.Any(line => line.StartsWith("ERROR=", StringComparison.Ordinal)), run.Output + run.Error);
        Assert.InRange(Value(lines.Single(line => line.StartsWith("GREW=", StringComparison.Ordinal))), 0, MostMegabytes);
        Assert.All(lines.Where(line => line.StartsWith("TOOK=", StringComparison.Ordinal)), line => Assert.InRange(Value(line), 0, Timeout + Grace));
        Assert.True(server is null || server.Endless > 0, "Nobody asked the endless server.");
    }

    private static double Value(string line) => double.Parse(line.AsSpan(5), CultureInfo.InvariantCulture);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory.Make(Guid.NewGuid().ToString()), name);
        File.WriteAllText(path, text);
        return path;
    }
}
