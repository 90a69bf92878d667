using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

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
        using var directory = new TemporaryDirectory();
        using var shell = new RealPowerShell(pester: version);
        string script = directory.Write("run.ps1", Script);

        CommandResult run = await shell.RunAsync(["-File", script, Path.Combine(ModuleEngine.RepositoryRoot, "tests", "Pester")]);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches(@"passed: (\d{2,}) of \1", run.Output);
        Assert.Contains($"version: {version}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_operation_validation_tests_that_ship_say_what_the_checks_say(string version)
    {
        using var directory = new TemporaryDirectory();
        await using AzureSimulator simulator = await AzureSimulator.StartAsync(new() { Faults = ["forbidden"] }, TestContext.Current.CancellationToken);
        using var shell = new RealPowerShell(authorities: simulator.WriteCertificateAuthority(directory.Under("ca.pem")), pester: version);
        string script = directory.Write(
            "run.ps1",
            """
            Import-Module AcrHealth
            $folder = Join-Path (Get-Module AcrHealth).ModuleBase Diagnostics
            $simple = Invoke-Pester -Path $folder/Simple -Output None -PassThru
            $machine = Test-AcrHealth -ExcludeCheck DockerPull
            "simple: $($simple.TotalCount -eq $machine.Count) $($simple.FailedCount -eq @($machine | Where-Object Status -eq Failed).Count)"
            foreach ($registry in $args + '') {
                $env:ACRHEALTH_REGISTRY = $registry
                $run = Invoke-Pester -Path $folder/Comprehensive -Output None -PassThru
                "$($registry): $($run.PassedCount -gt 9) $($run.FailedCount -gt 0) $($run.FailedContainersCount)"
            }
            """);

        string healthy = simulator.Healthy.LoginServer;
        string forbidden = simulator["forbidden"].LoginServer;
        CommandResult run = await shell.RunAsync(["-File", script, healthy, forbidden], simulator.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)));

        Assert.Equal(
            ["simple: True True", $"{healthy}: True False 0", $"{forbidden}: False True 0", ": False False 0"],
            (run.Output + run.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
