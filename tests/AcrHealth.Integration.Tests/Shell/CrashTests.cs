using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>Covers a check that crashes because the module lacks a file that it loads: its outcome is unknown.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("Test-AcrHealth contoso -Check Credential -Quiet")]
    [InlineData("Wait-AcrHealth contoso -Check Credential -Quiet -TimeoutSeconds 5")]
    public async Task A_check_that_throws_is_an_error_and_not_healthy(string command)
    {
        using var directory = new TemporaryDirectory();
        using var shell = new RealPowerShell();
        string module = directory.Make("broken");
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(ModuleEngine.ModulePath)!))
        {
            File.Copy(file, Path.Combine(module, Path.GetFileName(file)));
        }

        CommandResult run = await shell.RunAsync(
            ["-Command", $"Import-Module '{module}/AcrHealth.psd1'; {command} -ErrorVariable said -ErrorAction SilentlyContinue; $said.FullyQualifiedErrorId"]);

        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("False", lines[0]);
        Assert.StartsWith("CheckCrashed,", Assert.Single(lines[1..]), StringComparison.Ordinal);
    }
}
