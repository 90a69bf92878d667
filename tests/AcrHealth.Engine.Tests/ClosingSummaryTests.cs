using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The line that ends a run at a prompt.</summary>
public sealed class ClosingSummaryTests
{
    [Theory]
    [InlineData("Test-AcrHealth contoso -Check LoginServer", "✓ contoso.azurecr.io: healthy.")]
    [InlineData("Test-AcrHealth localhost:1 -Anonymous -Check Tls", "✗ localhost:1: 1 failed. To see what the codes mean: Get-AcrHealthError CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData("Test-AcrHealth contoso, fabrikam -Check LoginServer", "✓ 2 registries: 2 healthy.")]
    [InlineData("Test-AcrHealth contoso, 'not a registry' -Check LoginServer", "- 2 registries: 1 healthy, 1 not checked.")]
    [InlineData("Test-AcrHealth 'not a registry' -Check LoginServer", "- not a registry: not checked.")]
    [InlineData("Test-AcrHealth localhost:1, localhost:2 -Anonymous -Check Tls", "✗ 2 registries: 0 healthy, 2 failing. To see what the codes mean: Get-AcrHealthError CONNECTIVITY_CHALLENGE_ERROR")]
    public void It_counts_registries_and_names_the_command_that_explains(string script, string line)
    {
        Assert.Equal(line, Assert.Single(Lines($"{script} -ErrorAction Ignore -InformationVariable said | Out-Null; $said")).Trim().ReplaceLineEndings(" "));
    }

    [Fact]
    public void It_is_shown_after_the_results_to_a_person()
    {
        var host = new RecordingHost(width: 160);
        using var engine = new ModuleEngine(host);

        engine.Run("Test-AcrHealth localhost:1 -Anonymous -Check Tls | Out-Default");

        Assert.Matches(@"(?s)Failed\s+Tls.*\n\n✗ localhost:1: 1 failed\.", host.Shown);
    }

    [Theory]
    [InlineData("-InformationAction SilentlyContinue")]
    [InlineData("-InformationAction Ignore")]
    [InlineData("-Quiet")]
    public void It_can_be_silenced(string parameters)
    {
        var host = new RecordingHost(width: 160);
        using var engine = new ModuleEngine(host);

        engine.Run($"Test-AcrHealth localhost:1 -Anonymous -Check Tls {parameters} | Out-Default");

        Assert.DoesNotContain("localhost:1: 1 failed", host.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_shows_none()
    {
        var host = new RecordingHost(width: 160);
        using var engine = new ModuleEngine(host);
        string path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.ps1");
        File.WriteAllText(path, "function Check { Test-AcrHealth localhost:1 -Anonymous -Check Tls }; Check");
        try
        {
            engine.Run("Set-ExecutionPolicy Bypass -Scope Process -ErrorAction Ignore; & $args[0] | Out-Default", path);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("CONNECTIVITY_CHALLENGE_ERROR", host.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost:1: 1 failed", host.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_a_tagged_record_and_no_object_of_the_pipeline()
    {
        using var engine = new ModuleEngine(new RecordingHost());

        ScriptOutcome outcome = engine.Run("$results = Test-AcrHealth contoso -Check LoginServer -InformationVariable said; $results.Count; $said.Count; $said.Tags -contains 'AcrHealthSummary'");

        Assert.Equal(["1", "1", "True"], outcome.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void The_most_frequent_code_comes_first()
    {
        string line = Assert.Single(Lines(
            "Test-AcrHealth localhost:1, localhost:2, registry.acrhealth.invalid -Anonymous -Check Tls -InformationVariable said | Out-Null; $said"));

        Assert.EndsWith("Get-AcrHealthError CONNECTIVITY_CHALLENGE_ERROR, CONNECTIVITY_DNS_ERROR", line.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(string script)
    {
        using var engine = new ModuleEngine(new RecordingHost(width: 200));
        return [.. engine.Run(script).Output.Select(item => item.ToString())];
    }
}
