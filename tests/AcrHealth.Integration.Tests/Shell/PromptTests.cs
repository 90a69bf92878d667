using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>Covers the output at the prompt of the real PowerShell.</summary>
public sealed class PromptTests
{
    private const string Run = "Test-AcrHealth localhost:1 -Anonymous -Check Challenge";

    [Theory]
    [InlineData("'Get-AcrHealthCheck ref'", "RefreshToken")]
    [InlineData("'Test-AcrHealth contoso -Cloud '", "AzureChinaCloud, AzureCloud, AzureUSGovernment")]
    [InlineData("'Get-AcrHealthError forb'", "CONNECTIVITY_FORBIDDEN_ERROR")]
    [InlineData("'Test-AcrHealth local'", "localhost:1")]
    public async Task Tab_offers_what_there_is(string typed, string offered)
    {
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(["-Command", $"$null = {Run}; (TabExpansion2 {typed}).CompletionMatches.CompletionText -join ', '"]);

        Assert.Equal(offered, said.Output.Trim());
    }

    [Theory]
    [InlineData("NO_COLOR", "1", "")]
    [InlineData("TERM", "dumb", "")]
    [InlineData("TERM", "xterm-256color", "$PSStyle.OutputRendering = 'PlainText'; ")]
    public async Task Without_color_every_word_is_there(string variable, string value, string setting)
    {
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(
            ["-Command", $"{setting}{Run} | Out-String; {Run} | Format-List | Out-String"], [("NO_COLOR", null), (variable, value)]);

        Assert.DoesNotContain('\u001b', said.Output);
        Assert.Matches(@"Passed\s+LoginServer", said.Output);

        Assert.Matches(@"Failed\s+Tls\s+\d+ ms\s+CONNECTIVITY_CHALLENGE_ERROR", said.Output);
        Assert.Matches(@"Skipped\s+Challenge", said.Output);
        Assert.Matches(@"Status\s+: Failed", said.Output);
        Assert.Empty(said.Error);
    }

    [Fact]
    public async Task A_list_numbers_all_remedies_and_has_its_dates_in_ISO_8601()
    {
        const string Result = "[pscustomobject]@{ PSTypeName = 'Deserialized.AcrHealth.HealthCheckResult'; Registry = 'contoso.azurecr.io'; Check = 'Tls'; Status = 'Failed'; Message = 'x'; "
            + "Duration = [timespan] '0:0:1.5'; StartTime = [datetimeoffset] '2026-11-27T15:04:05+09:00'; Remediation = 'Do this.', 'Do that.'; "
            + "Detail = [pscustomobject]@{ NotAfter = [datetimeoffset] '2026-11-20T08:00:00Z' } }";
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(["-Command", $"Import-Module AcrHealth; {Result} | Format-List"]);

        Assert.Matches(@"Remediation\s+: 1\. Do this\.\n\s+2\. Do that\.", said.Output);
        Assert.Matches(@"StartTime\s+: 2026-11-27T15:04:05\+09:00", said.Output);
        Assert.Matches(@"Detail\s+: NotAfter: 2026-11-20T08:00:00\+00:00", said.Output);
    }

    [Fact]
    public async Task CSV_and_JSON_have_readable_values()
    {
        const string Failed = Run + " | Where-Object Check -eq Tls | ";
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(["-Command", $"{Failed} ConvertTo-Csv; {Failed} ConvertTo-Json; ({Failed} ConvertTo-Json | ConvertFrom-Json).Status"]);

        Assert.DoesNotContain("System.", said.Output, StringComparison.Ordinal);
        Assert.Matches("\"Failed\".*\"1\\. [A-Z]", said.Output);
        Assert.Contains("\"Status\": \"Failed\"", said.Output, StringComparison.Ordinal);
        Assert.Contains("\"Category\": \"Registry\"", said.Output, StringComparison.Ordinal);
        Assert.Matches("\"DurationSeconds\": \\d", said.Output);
        Assert.Matches("(?s)\"Remediation\": \\[\\s+\"[A-Z]", said.Output);
        Assert.EndsWith("Failed", said.Output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$results | ConvertTo-Json -Depth 3 -WarningAction Ignore | ConvertFrom-Json")]
    [InlineData("$results | ConvertTo-AcrHealthReport Json | ConvertFrom-Json")]
    [InlineData("$results | Get-AcrHealthSummary | ConvertTo-Json -Depth 4 -WarningAction Ignore | ConvertFrom-Json")]
    [InlineData("Start-ThreadJob { Import-Module AcrHealth; Test-AcrHealth localhost:1 -Anonymous -Check Challenge } | Receive-Job -Wait")]
    public async Task Results_that_come_through_JSON_or_a_job_are_summarized(string received)
    {
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(["-Command", $"$results = {Run}; {received} | Get-AcrHealthSummary | ForEach-Object {{ \"$($_.Registry) $($_.Status) $($_.FailedCheck) $($_.ErrorCode) $($_.Failed) $($_.Passed)\" }}"]);

        Assert.Equal("localhost:1 Failed Tls CONNECTIVITY_CHALLENGE_ERROR 1 2", said.Output.Trim());
    }

    [Fact]
    public async Task A_program_that_runs_PowerShell_gets_no_closing_line()
    {
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(["-Command", Run]);

        Assert.Contains("CONNECTIVITY_CHALLENGE_ERROR", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Get-AcrHealthError", said.Output, StringComparison.Ordinal);
    }
}
