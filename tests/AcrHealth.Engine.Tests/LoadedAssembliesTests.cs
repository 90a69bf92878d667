using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>
/// Covers the module's files that the real PowerShell loads, in a process of its own for each case. Commands that need no third-party package load
/// none; those that need one show that the test would see it.
/// </summary>
[Trait("Suite", "Long")]
public sealed class LoadedAssembliesTests
{
    private const string Dependencies = "dependencies/";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string[] Own = ["AcrHealth.dll", "AcrHealth.Core.dll"];

    [Theory]
    [InlineData("")]
    [InlineData("Get-AcrHealthError")]
    [InlineData("Get-AcrHealthError DOCKER_DAEMON_ERROR -Culture ko-KR")]
    [InlineData("Get-AcrHealthCheck")]
    [InlineData("Get-AcrHealthCheck Dns | Get-Member")]
    [InlineData("Test-AcrHealth")]
    [InlineData("Test-AcrHealth -Check Docker* | Get-AcrHealthError")]
    [InlineData("Test-AcrHealth contoso -Check LoginServer")]
    [InlineData("'' | Test-AcrHealth -ErrorAction SilentlyContinue")]
    [InlineData("Test-AcrHealth -Check Helm* | ConvertTo-AcrHealthReport -Format Html")]
    [InlineData("Test-AcrHealth -Check Helm* | Export-AcrHealthReport ([IO.Path]::GetTempFileName()) -Format JUnit -Force")]
    [InlineData("Wait-AcrHealth contoso -Check LoginServer -TimeoutSeconds 20")]
    public async Task Nothing_third_party_is_loaded_by(string command)
    {
        string[] loaded = await LoadedAfterAsync(command);

        Assert.Contains(Own[0], loaded);
        Assert.All(loaded, file => Assert.True(Own.Contains(file) || file.EndsWith(".resources.dll", StringComparison.Ordinal), file));
    }

    [Fact]
    public async Task Looking_up_loads_the_client_for_DNS_and_nothing_for_tokens()
    {
        string[] loaded = await LoadedAfterAsync("Test-AcrHealth registry.acrhealth.invalid -Check Dns -TimeoutSeconds 5");

        Assert.Contains(Dependencies + "DnsClient.dll", loaded);
        Assert.DoesNotContain(Dependencies + "Azure.Identity.dll", loaded);
        Assert.DoesNotContain(Dependencies + "Azure.Core.dll", loaded);
    }

    [Fact]
    public async Task A_sign_in_loads_its_packages_and_takes_from_the_runtime_what_the_runtime_has()
    {
        string[] loaded = await LoadedAfterAsync("Test-AcrHealth localhost:1 -Check Credential -ManagedIdentityClientId 2ae2801c-c689-41b8-80ec-51ea8200718e -TimeoutSeconds 5");

        Assert.Contains(Dependencies + "Azure.Core.dll", loaded);
        Assert.Contains(Dependencies + "Microsoft.Identity.Client.dll", loaded);
        Assert.DoesNotContain(Dependencies + "DnsClient.dll", loaded);
        Assert.DoesNotContain(Dependencies + "System.Text.Json.dll", loaded);
        Assert.DoesNotContain(Dependencies + "System.Diagnostics.DiagnosticSource.dll", loaded);
    }

    private static async Task<string[]> LoadedAfterAsync(string command)
    {
        string module = Path.GetDirectoryName(ModuleEngine.ModulePath)! + Path.DirectorySeparatorChar;
        string script =
            $"Import-Module '{ModuleEngine.ModulePath}'; $null = {{ {command} }}.Invoke(); [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object {{ if (-not $_.IsDynamic) {{ 'loaded ' + $_.Location }} }}";
        var start = new ProcessStartInfo(PowerShellProgram.DotNet, [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", script]);

        // Nobody to sign in, and no programs.
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("AZURE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["IDENTITY_ENDPOINT"] = "http://localhost:1/";
        start.Environment["IDENTITY_HEADER"] = "nothing";
        CommandResult result = await Command.RunAsync(start, deadline: Deadline);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return [.. result.Output.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith($"loaded {module}", StringComparison.Ordinal))
            .Select(line => line[$"loaded {module}".Length..].Replace('\\', '/'))];
    }
}
