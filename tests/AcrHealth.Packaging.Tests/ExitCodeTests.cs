namespace AcrHealth.Packaging.Tests;

/// <summary>The table of exit codes in docs/pipelines.md, on the installed tool.</summary>
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
    // What could not be run at all is an error.
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
        CommandResult result = await RunAsync("-Command", script);

        Assert.Equal((code, ""), (result.ExitCode, result.ExitCode == code ? "" : result.Output + result.Error));
    }

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("throw 'no'", 1)]
    public async Task A_script_file_ends_with(string script, int code)
    {
        string file = Path.Combine(packages.NewFolder(Guid.NewGuid().ToString()), "script.ps1");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);

        Assert.Equal(code, (await RunAsync("-File", file)).ExitCode);
    }

    [Theory]
    [InlineData("test", "contoso")]
    [InlineData("-Command")]
    [InlineData("-File", "no-such-file.ps1")]
    [InlineData("simulate", "--fault", "no-such-fault")]
    public async Task A_command_line_that_asks_for_nothing_there_is_ends_with_2(params string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("acrhealth --help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    private async Task<CommandResult> RunAsync(params string[] arguments) =>
        await Command.RunAsync(packages.NewFolder("anywhere"), await packages.CommandAsync(), arguments);
}
