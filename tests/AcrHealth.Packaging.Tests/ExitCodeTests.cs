using AcrHealth.Testing;

namespace AcrHealth.Packaging.Tests;

/// <summary>The exit codes of <c>pwsh -Command</c> in docs/pipelines.md.</summary>
[Trait("Suite", "Long")]
public sealed class ExitCodeTests(Packages packages)
{
    private const string Unhealthy = "Test-AcrHealth localhost:1 -Anonymous -Check Tls -TimeoutSeconds 5";

    [Theory]
    [InlineData("'fine'", 0)]
    // A failed check is a result, and the command that gave it did what it was asked to.
    [InlineData(Unhealthy, 0)]
    [InlineData("if (-not (" + Unhealthy + " -Quiet)) { exit 1 }", 1)]
    [InlineData("$results = " + Unhealthy + "; if ($results.Status -contains 'Failed') { exit 1 }", 1)]
    [InlineData("exit @(" + Unhealthy + " | Where-Object Status -eq Failed).Count", 1)]
    // A wait without success is the command's own failure.
    [InlineData("Wait-AcrHealth localhost:1 -Anonymous -Check Tls -TimeoutSeconds 1", 1)]
    // A command that could not be run at all is an error.
    [InlineData("Test-AcrHealth ab", 1)]
    [InlineData("Test-AcrHealth ab; 'fine'", 0)]
    [InlineData("$ErrorActionPreference = 'Stop'; Test-AcrHealth ab; 'fine'", 1)]
    [InlineData("throw 'no'", 1)]
    [InlineData("No-SuchCommand", 1)]
    [InlineData("'unclosed", 1)]
    [InlineData("exit 3", 3)]
    [InlineData("exit", 0)]
    public async Task A_command_ends_with(string script, int code)
    {
        CommandResult result = await RunAsync(script);

        Assert.Equal((code, ""), (result.ExitCode, result.ExitCode == code ? "" : result.Output + result.Error));
    }

    private async Task<CommandResult> RunAsync(string script) => await BuildCommand.RunAsync(
        packages.NewFolder("anywhere"),
        "dotnet",
        [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", script],
        ("PSModulePath", PowerShellProgram.ModuleFolder),
        ("POWERSHELL_TELEMETRY_OPTOUT", "1"));
}
