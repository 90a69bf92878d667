using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The README's first command, and the session that it leads to.</summary>
[Trait("Suite", "Long")]
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_runs_the_module_in_the_real_PowerShell()
    {
        (int exitCode, string output, string error) = await SimulatorProgram.RunAsync(SimulatorProgram.Describe(["demo"]));

        Assert.True(exitCode == 0, error + output);
        Assert.Empty(error);
        Assert.Contains("PS> Test-AcrHealth localhost:", output, StringComparison.Ordinal);
        Assert.Contains("PS> Get-AcrHealthError CONNECTIVITY_SSL_ERROR", output, StringComparison.Ordinal);
        Assert.All(
            ["CONNECTIVITY_SSL_ERROR", "CONNECTIVITY_FORBIDDEN_ERROR", "CONNECTIVITY_REFRESH_TOKEN_ERROR", "CONNECTIVITY_ACCESS_TOKEN_ERROR", "Remediation", "simulate --shell"],
            text => Assert.Contains(text, output, StringComparison.Ordinal));
        // No terminal reads it.
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Without_PowerShell_the_demo_says_so_and_shows_the_native_program()
    {
        ProcessStartInfo start = SimulatorProgram.Describe(["demo"], CopyWithoutPowerShell());
        start.Environment["PATH"] = _folder;

        (int exitCode, string output, string error) = await SimulatorProgram.RunAsync(start);

        Assert.True(exitCode == 0, error + output);
        Assert.StartsWith("PowerShell cannot be started with the module", error, StringComparison.Ordinal);
        Assert.Contains("$ acrhealth test localhost:", output, StringComparison.Ordinal);
        Assert.Contains("$ acrhealth errors CONNECTIVITY_SSL_ERROR", output, StringComparison.Ordinal);
        Assert.Contains("CONNECTIVITY_FORBIDDEN_ERROR", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_has_the_module_and_what_signs_in_and_ends_the_simulator()
    {
        const string Script = "(Get-Module AcrHealth).Name + ' and ' + [bool]$env:AZURE_CLIENT_SECRET\nexit 5\n";

        (int exitCode, string output, string error) = await SimulatorProgram.RunAsync(SimulatorProgram.Describe(["simulate", "--shell", "--fault", "forbidden"]), Script);

        Assert.True(exitCode == 5, $"{exitCode}: {error}{output}");
        Assert.Contains("AcrHealth and True", output, StringComparison.Ordinal);
        Assert.Contains("# forbidden", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_PowerShell_there_is_no_session()
    {
        ProcessStartInfo start = SimulatorProgram.Describe(["simulate", "--shell"], CopyWithoutPowerShell());
        start.Environment["PATH"] = _folder;

        (int exitCode, _, string error) = await SimulatorProgram.RunAsync(start);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("PowerShell cannot be started with the module", error, StringComparison.Ordinal);
    }

    // As the dotnet tool is installed: without the PowerShell that the build has restored.
    private string CopyWithoutPowerShell()
    {
        FolderCopy.Copy(Path.GetDirectoryName(SimulatorProgram.Assembly)!, _folder, except: "powershell.path");
        return Path.Combine(_folder, Path.GetFileName(SimulatorProgram.Assembly));
    }
}
