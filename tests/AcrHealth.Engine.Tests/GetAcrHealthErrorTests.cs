using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class GetAcrHealthErrorTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    [Theory]
    [InlineData("Reference2019", 13)]
    [InlineData("LaterReference", 8)]
    public void The_codes_of_Microsofts_references_are_all_there(string origin, int count) =>
        Assert.Equal(count, Codes($"Get-AcrHealthError | Where-Object Origin -eq {origin} | ForEach-Object Code").Distinct().Count());

    [Fact]
    public void Notary_is_retired_and_nothing_else() =>
        Assert.Equal(Codes("Get-AcrHealthError NOTARY* | ForEach-Object Code"), Codes("Get-AcrHealthError | Where-Object Lifecycle -eq Retired | ForEach-Object Code"));

    [Fact]
    public void Every_entry_tells_meaning_consequence_remedies_and_where_it_is_documented()
    {
        Assert.All(_engine.Run("Get-AcrHealthError").Output, entry =>
        {
            Assert.NotEmpty((string)entry.Properties["Meaning"].Value);
            Assert.NotEmpty((string)entry.Properties["Consequence"].Value);
            Assert.NotEmpty((IEnumerable)entry.Properties["Remediation"].Value);
            Assert.Matches("^https://(learn\\.microsoft\\.com|docs\\.docker\\.com|kubernetes\\.io|github\\.com/containerd)/", entry.Properties["HelpUri"].Value.ToString());
        });
    }

    [Theory]
    [InlineData("Get-AcrHealthError docker_daemon_error", "DOCKER_DAEMON_ERROR")]
    [InlineData("Get-AcrHealthError HELM*", "HELM_COMMAND_ERROR HELM_VERSION_ERROR HELM_CREDENTIAL_ERROR")]
    [InlineData("Get-AcrHealthError -Category Environment HELM*, *DNS*", "HELM_COMMAND_ERROR HELM_VERSION_ERROR")]
    [InlineData("'CMK_ERROR', 'HELM_VERSION_ERROR', 'CMK_ERROR' | Get-AcrHealthError", "CMK_ERROR HELM_VERSION_ERROR")]
    public void Codes_are_found_by_name_wildcard_category_and_pipeline(string script, string codes)
    {
        ScriptOutcome outcome = _engine.Run($"{script} | ForEach-Object Code");

        Assert.Empty(outcome.Errors);
        Assert.Equal(codes, string.Join(' ', outcome.Output));
    }

    [Fact]
    public void Results_give_their_code_once_and_those_without_one_nothing()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth localhost:1, localhost:2 -Anonymous -Check LoginServer, Dns, Tls | Get-AcrHealthError | ForEach-Object Code");

        Assert.Empty(outcome.Errors);
        Assert.Equal(["CONNECTIVITY_CHALLENGE_ERROR"], outcome.Output.Select(code => code.ToString()));
    }

    [Theory]
    [InlineData("Get-AcrHealthError FORBIDDEN", "CONNECTIVITY_FORBIDDEN_ERROR")]
    [InlineData("Get-AcrHealthError DOCKER_DEMON_ERROR", "DOCKER_DAEMON_ERROR")]
    [InlineData("Get-AcrHealthCheck token", "Token")]
    [InlineData("Get-AcrHealthCheck Dsn", "Dns")]
    public void A_suggestion_contains_what_was_typed_or_is_close_to_it(string script, string suggestion)
    {
        using var engine = new ModuleEngine();

        Assert.Contains(suggestion, engine.Run(script).Errors.Single().Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AcrHealthError ZZZZZZZZ", "_ERROR")]
    [InlineData("Get-AcrHealthCheck kubernetes", "mean")]
    public void Nothing_is_suggested_if_nothing_is_close(string script, string suggestion)
    {
        using var engine = new ModuleEngine();

        Assert.DoesNotContain(suggestion, engine.Run(script).Errors.Single().Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_code_is_an_error_that_names_the_nearest_and_the_others_go_on()
    {
        ScriptOutcome outcome = _engine.Run("Get-AcrHealthError DOCKER_DEMON_ERROR, CMK_ERROR");

        ErrorRecord error = Assert.Single(outcome.Errors);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("DOCKER_DAEMON_ERROR", error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void Two_ways_to_say_which_codes_are_refused_by_their_names()
    {
        Assert.Contains("-Code and -InputObject", _engine.Run("Get-AcrHealthError -Code CMK_ERROR -InputObject CMK_ERROR").Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AcrHealthError XYZ*")]
    [InlineData("Get-AcrHealthError HELM_V* -Category Registry")]
    public void A_pattern_that_matches_nothing_is_no_error(string script)
    {
        ScriptOutcome outcome = _engine.Run(script);

        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void Texts_are_Korean_when_asked_for_and_in_a_Korean_session()
    {
        using var korean = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));

        string asked = Meaning(_engine, "-Culture ko-KR");
        string session = Meaning(korean, string.Empty);

        Assert.Contains(asked, character => character is >= '가' and <= '힣');
        Assert.Equal(asked, session);
        Assert.NotEqual(asked, Meaning(_engine, string.Empty));
        Assert.Equal(Meaning(_engine, string.Empty), Meaning(korean, "-Culture en-US"));
    }

    [Fact]
    public void An_unknown_culture_is_rejected_with_an_example_of_a_valid_one()
    {
        Assert.Contains("ko-KR", _engine.Run("Get-AcrHealthError -Culture klingon").Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AcrHealthError HELM_V", "HELM_VERSION_ERROR")]
    [InlineData("Get-AcrHealthError -Category Reg", "Registry")]
    [InlineData("Get-AcrHealthError -Culture ko", "ko-KR")]
    [InlineData("Test-AcrHealth -Check DockerD", "DockerDaemon")]
    [InlineData("Test-AcrHealth -ExcludeCheck AccessT", "AccessToken")]
    [InlineData("Test-AcrHealth -Cloud AzureC", "AzureCloud")]
    [InlineData("Get-AcrHealthCheck Helm", "HelmCommand")]
    public void Tab_completes(string line, string completion)
    {
        using PowerShell shell = _engine.Prepare(string.Empty);
        shell.Commands.Clear();

        CommandCompletion found = CommandCompletion.CompleteInput(line, line.Length, null, shell);

        Assert.Contains(completion, found.CompletionMatches.Select(match => match.CompletionText));
    }

    public void Dispose() => _engine.Dispose();

    private static string Meaning(ModuleEngine engine, string parameters) =>
        engine.Run($"Get-AcrHealthError DOCKER_PULL_ERROR {parameters} | ForEach-Object Meaning").Output.Single().ToString();

    private IEnumerable<string> Codes(string script) => _engine.Run(script).Output.Select(code => code.ToString());
}
