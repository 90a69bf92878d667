using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>The module imported from a second folder in one session, as after an update, and what its results are in another process.</summary>
public sealed class SecondFolderTests : IDisposable
{
    private readonly TemporaryDirectory _scratch = new();

    [Fact]
    public async Task A_copy_in_another_folder_is_imported_without_an_error_and_works()
    {
        const string Checked = "Test-AcrHealth localhost:1 -Anonymous -Check Challenge";
        string copy = CopyModule();
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(
            ["-Command", $"Import-Module AcrHealth; Import-Module '{copy}'; {Checked} | Out-String; (Get-Module AcrHealth).Count; Remove-Module AcrHealth; "
                + $"Import-Module '{copy}'; Import-Module '{copy}' -Force; Import-Module AcrHealth; {Checked} | Get-AcrHealthSummary | Out-String; \"errors: $($Error.Count)\""]);

        Assert.Empty(said.Error);
        Assert.Matches(@"Failed\s+Tls\s+\d+ ms\s+CONNECTIVITY_CHALLENGE_ERROR", said.Output);
        Assert.Matches(@"(?m)^2\r?$", said.Output);
        Assert.EndsWith("errors: 0", said.Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_a_job_keep_the_names_of_their_values_their_times_and_their_details()
    {
        const string Shown = "\"$(@($results | Where-Object Status -eq Failed).Check) $($results[0].Category -eq 'Registry') $($results[0].StartTime.UtcDateTime -gt [datetime]::UtcNow.AddMinutes(-9)) "
            + "$(@($results | Where-Object Check -eq Tls).Detail.Failures) $($summary.Results[2].Detail.Failures)\"";
        string copy = CopyModule();
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(
            ["-Command", $"$results, $summary = Start-Job {{ Import-Module AcrHealth; Import-Module '{copy}'; "
                + "$results = Test-AcrHealth localhost:1 -Anonymous -Check Challenge; , $results; $results | Get-AcrHealthSummary } | Receive-Job -Wait; " + Shown]);

        Assert.Empty(said.Error);
        Assert.Equal("Tls True True 127.0.0.1:1: ConnectionRefused 127.0.0.1:1: ConnectionRefused", said.Output.Trim());
    }

    public void Dispose() => _scratch.Dispose();

    // With a version of its own, as an update has.
    private string CopyModule()
    {
        string target = _scratch.Make("AcrHealth");
        FolderCopy.Copy(Path.GetDirectoryName(ModuleEngine.ModulePath)!, target);
        string manifest = Path.Combine(target, "AcrHealth.psd1");
        string text = File.ReadAllText(manifest);
        string updated = Regex.Replace(text, @"(ModuleVersion\s*=\s*)'[^']*'", "$1'99.9.9'");
        Assert.NotEqual(text, updated);
        File.WriteAllText(manifest, updated);
        return manifest;
    }
}
