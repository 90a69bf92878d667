using AcrHealth.Integration.Tests.Programs;

namespace AcrHealth.Integration.Tests.PowerShell;

/// <summary>What somebody sees at the prompt of the real PowerShell.</summary>
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
    public async Task Without_colour_every_word_is_there(string variable, string value, string setting)
    {
        using var shell = new RealPowerShell();

        CommandResult said = await shell.RunAsync(
            ["-Command", $"{setting}{Run} | Out-String -Width 60; {Run} | Format-List | Out-String -Width 60"], [("NO_COLOR", null), (variable, value)]);

        Assert.DoesNotContain('\u001b', said.Output);
        Assert.Matches(@"Passed\s+LoginServer", said.Output);

        // So narrow a column breaks the code, and at no other place than between its words.
        Assert.Matches(@"Failed\s+Tls\s+\d+ ms CONNECTIVITY_CHALLENGE_\s+ERROR", said.Output);
        Assert.Matches(@"Skipped\s+Challenge", said.Output);
        Assert.Matches(@"Status\s+: Failed", said.Output);
        Assert.Empty(said.Error);
    }
}
