using System.Globalization;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>One object, and one line, for each registry: of a run, and of results whichever way they came.</summary>
public sealed class SummaryTests
{
    [Theory]
    [InlineData("$results | Get-AcrHealthSummary")]
    [InlineData("$results | Get-AcrHealthSummary | Get-AcrHealthSummary")]
    [InlineData("Get-AcrHealthSummary -InputObject $results")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($results)) | Get-AcrHealthSummary")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($results | Get-AcrHealthSummary), 2)) | Get-AcrHealthSummary")]
    public void Results_are_summarized_whichever_way_they_came(string summary)
    {
        using var engine = new ModuleEngine();

        PSObject[] summaries = [.. engine.Run($"$results = 'contoso', 'localhost:1' | Test-AcrHealth -Anonymous -Check LoginServer, Dns, Tls -TimeoutSeconds 1 | Where-Object {{ $_.Registry -eq 'localhost:1' -or $_.Check -eq 'LoginServer' }}; {summary}").Output];

        Assert.Equal(["localhost:1", "contoso.azurecr.io"], summaries.Select(item => Value(item, "Registry")));
        Assert.Equal(["Failed", "Passed"], summaries.Select(item => Value(item, "Status")));
        Assert.Equal(["Tls", ""], summaries.Select(item => Value(item, "FailedCheck")));
        Assert.Equal("CONNECTIVITY_CHALLENGE_ERROR", Value(summaries[0], "ErrorCode"));
        Assert.Equal("1 0 2 0", engine.Run("\"$($args[0].Failed) $($args[0].Warnings) $($args[0].Passed) $($args[0].Skipped)\"", summaries[0]).Output.Single().ToString());
        Assert.NotEmpty(Value(summaries[0], "Message"));
        Assert.NotEmpty(Value(summaries[0], "NextStep"));
        Assert.Equal("3", engine.Run("$args[0].Results.Count", summaries[0]).Output.Single().ToString());
    }

    [Fact]
    public void A_run_gives_one_object_for_each_registry_failing_ones_first()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("Test-AcrHealth contoso, localhost:1, fabrikam, localhost:2 -Anonymous -Check LoginServer, Tls -ExcludeCheck Dns -Summary");

        Assert.All(outcome.Output, item => Assert.Contains("AcrHealth.RegistryHealth", item.TypeNames));
        Assert.Equal(4, outcome.Output.Count);
        Assert.Equal(outcome.Output.Select(item => Value(item, "Status") == "Failed").OrderDescending(), outcome.Output.Select(item => Value(item, "Status") == "Failed"));
    }

    [Fact]
    public void A_wait_gives_the_same_objects()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("Wait-AcrHealth localhost:1, contoso -Anonymous -Check LoginServer -Summary -TimeoutSeconds 30");

        Assert.Equal(["AcrHealth.RegistryHealth"], outcome.Output.Select(item => item.TypeNames[0]).Distinct());
        Assert.Equal(2, outcome.Output.Count);
    }

    [Fact]
    public void Nothing_checked_is_never_healthy()
    {
        using var engine = new ModuleEngine();

        PSObject summary = engine.Run("Test-AcrHealth contoso -Check EntraLogin -ExcludeCheck LoginServer, Dns, Tls, Challenge -Summary").Output.Single();

        Assert.Equal("Skipped", Value(summary, "Status"));
    }

    [Fact]
    public void Quiet_and_summary_do_not_go_together()
    {
        using var engine = new ModuleEngine();

        Assert.Contains("-Summary", engine.Run("Test-AcrHealth contoso -Check LoginServer -Quiet -Summary").Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(120)]
    [InlineData(80)]
    public void Each_registry_has_one_line_with_its_code(int width)
    {
        var host = new RecordingHost(width);
        using var engine = new ModuleEngine(host);

        engine.Run("1..200 | ForEach-Object { [pscustomobject]@{ Registry = \"registry$_.azurecr.io\"; Check = 'Tls'; Status = @('Passed', 'Failed')[$_ % 20 -eq 0];"
            + " ErrorCode = @($null, 'CONNECTIVITY_SSL_ERROR')[$_ % 20 -eq 0]; Message = 'The certificate expired on 2026-11-20 08:00 UTC.' } } | Get-AcrHealthSummary | Out-Default");

        string[] lines = host.Shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.True(line.Length < width, line));
        Assert.Equal(201, lines.Length);
        Assert.All(lines[1..11], line => Assert.Matches(@"^✗ Failed   registry\d+\.azurecr\.io +CONNECTIVITY_SSL_ERROR", line));
        Assert.All(lines[11..], line => Assert.Matches(@"^✓ Passed   registry\d+\.azurecr\.io$", line));
    }

    [Fact]
    public void A_narrow_window_has_the_code_under_the_name()
    {
        var host = new RecordingHost(width: 40);
        using var engine = new ModuleEngine(host);

        engine.Run("Test-AcrHealth localhost:1 -Anonymous -Check Tls -Summary -InformationAction Ignore | Out-Default");

        Assert.Contains("✗ localhost:1\n  CONNECTIVITY_CHALLENGE_ERROR\n", host.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_is_Korean_in_a_Korean_session()
    {
        var host = new RecordingHost();
        using var engine = new ModuleEngine(host, CultureInfo.GetCultureInfo("ko-KR"));

        engine.Run("Test-AcrHealth contoso, localhost:1 -Anonymous -Check LoginServer | Out-Default");

        Assert.Matches(@"(?m)^(contoso\.azurecr\.io|localhost:1)  ✓ 정상$", host.Shown);
        Assert.Contains("✓ 레지스트리 2개: 정상 2개.", host.Shown, StringComparison.Ordinal);
    }

    private static string Value(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? string.Empty;
}
