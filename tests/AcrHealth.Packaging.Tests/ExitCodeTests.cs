namespace AcrHealth.Packaging.Tests;

/// <summary>The table of exit codes in docs/pipelines.md, on the installed tool.</summary>
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
    // A wait that was in vain is the command's own failure.
    [InlineData("Wait-AcrHealth localhost:1 -Anonymous -Check Tls -TimeoutSeconds 1", 1)]
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
    // What a program before it ended with is not the script's own.
    [InlineData("dotnet no-such-command; throw 'no'", 1)]
    [InlineData("dotnet no-such-command; 'fine'", 0)]
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
    [InlineData("simulate", "--port", "65533")]
    public async Task A_command_line_that_asks_for_nothing_there_is_ends_with_2(params string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("acrhealth --help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("/dev/full", 1, "No space left")]
    [InlineData("| head -1", 141, "")]
    public async Task An_output_that_cannot_be_written_is_told_unless_its_reader_has_left(string output, int code, string says)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A device and a shell of Linux.");
        string to = output.StartsWith('|') ? output : $"> {output}";

        CommandResult result = await Command.RunAsync(
            packages.NewFolder("anywhere"), "bash", ["-c", $"\"$0\" -Command '1..100000' {to}; exit ${{PIPESTATUS[0]}}", await packages.CommandAsync()]);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.Equal(says.Length == 0, result.Error.Length == 0);
    }

    private async Task<CommandResult> RunAsync(params string[] arguments) =>
        await Command.RunAsync(packages.NewFolder("anywhere"), await packages.CommandAsync(), arguments);
}
