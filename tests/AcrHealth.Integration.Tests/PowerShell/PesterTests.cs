using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.PowerShell;

/// <summary>The suites that people with PowerShell run, in the real Pester.</summary>
public sealed class PesterTests
{
    private const string Script =
        "$run = Invoke-Pester -Path $args[0] -Output Detailed -PassThru; \"passed: $($run.PassedCount) of $($run.TotalCount)\"; \"version: $((Get-Module Pester).Version)\"; exit $run.FailedCount + $run.FailedContainersCount";

    public static TheoryData<string> Versions => [.. RealPowerShell.PesterVersions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_suite_passes(string version)
    {
        using var directory = new ScratchDirectory();
        using var shell = new RealPowerShell(pester: version);
        string script = directory.Write("run.ps1", Script);

        CommandResult run = await shell.RunAsync(["-File", script, Path.Combine(ModuleEngine.RepositoryRoot, "tests", "Pester")]);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches(@"passed: (\d{2,}) of \1", run.Output);
        Assert.Contains($"version: {version}", run.Output, StringComparison.Ordinal);
    }
}
