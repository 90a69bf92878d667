using System.Globalization;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class ViewTests
{
    private const string Script = "Test-AcrHealth localhost:1 -Anonymous -Check Challenge";

    [Fact]
    public void The_table_is_grouped_by_registry_and_shows_status_check_code_and_message()
    {
        string shown = Show(new RecordingHost(), $"{Script} | Out-Default");

        Assert.Contains("localhost:1", shown, StringComparison.Ordinal);
        Assert.Matches(@"✓ Passed\s+LoginServer\s+\d+ ms", shown);
        Assert.Matches(@"✗ Failed\s+Tls\s+\d+ ms CONNECTIVITY_CHALLENGE_ERROR", shown);
        Assert.Matches(@"- Skipped\s+Challenge", shown);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_window_and_no_word_of_the_message_is_lost(int width)
    {
        using var engine = new ModuleEngine();
        string message = engine.Run(Script).Check("Tls").Message;

        string shown = Show(new RecordingHost(width), $"{Script} | Out-Default");

        Assert.All(shown.Split('\n'), line => Assert.True(line.Length <= width, line));
        string words = string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(message, words, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_several_machines_are_grouped_by_machine_too()
    {
        string shown = Show(
            new RecordingHost(),
            $"$sent = [System.Management.Automation.PSSerializer]::Serialize(@({Script}), 4);"
                + " 'node-1', 'node-2' | ForEach-Object { $node = $_; [System.Management.Automation.PSSerializer]::Deserialize($sent) | ForEach-Object { $_.ComputerName = $node; $_ } } | Out-Default");

        Assert.Equal(["localhost:1 (node-1)", "localhost:1 (node-2)"], shown.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("localhost:1 (", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Test-AcrHealth localhost:1 -Anonymous -Check DockerConfiguration, RegistryApi", "DockerConfiguration", "RegistryApi")]
    [InlineData("Get-AcrHealthCheck", "DockerConfiguration", "CustomerManagedKey")]
    public void No_check_s_name_is_broken(string script, params string[] names)
    {
        string shown = Show(new RecordingHost(width: 60), $"{script} | Out-Default");

        Assert.All(names, name => Assert.Matches($@"\b{name}\b", shown));
    }

    [Fact]
    public void A_code_that_is_wider_than_its_column_is_broken_after_an_underscore()
    {
        Assert.Matches(@"CONNECTIVITY_\s*\n\s+CHALLENGE_ERROR", Show(new RecordingHost(width: 60), $"{Script} | Out-Default"));
    }

    [Fact]
    public void Colours_are_for_hosts_that_have_them()
    {
        Assert.DoesNotContain('\u001b', Show(new RecordingHost(), $"{Script} | Out-Default"));
        Assert.Contains("\u001b[", Show(new RecordingHost(colour: true), $"{Script} | Out-Default"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_crossed_the_serializer_keeps_its_view_its_status_and_its_detail()
    {
        var host = new RecordingHost();
        using var engine = new ModuleEngine(host);
        PSObject sent = engine.Run(Script).Check("Tls").Source;

        PSObject received = Roundtrip(engine, sent);
        engine.Run("$args[0] | Out-Default", received);

        Assert.Contains("Deserialized.AcrHealth.HealthCheckResult", received.TypeNames);
        Assert.Matches(@"✗ Failed\s+Tls\s+\d+ ms CONNECTIVITY_CHALLENGE_ERROR", host.Shown);
        Assert.Single(engine.Run("$args[0] | Where-Object Status -eq Failed", received).Output);
        Assert.Equal("127.0.0.1:1: ConnectionRefused", engine.Run("$args[0].Detail.Failures[0]", received).Output.Single().ToString());
        Assert.Equal("CONNECTIVITY_CHALLENGE_ERROR", engine.Run("$args[0] | Get-AcrHealthError | ForEach-Object Code", received).Output.Single().ToString());
    }

    [Fact]
    public void An_error_entry_is_shown_as_a_list_with_numbered_steps()
    {
        string shown = Show(new RecordingHost(), "Get-AcrHealthError DOCKER_COMMAND_ERROR | Out-Default");

        Assert.Matches(@"Code\s+: DOCKER_COMMAND_ERROR", shown);
        Assert.Matches(@"Remediation : 1\. ", shown);
        Assert.Matches(@"\n\s+2\. ", shown);
    }

    [Fact]
    public void Messages_are_Korean_in_a_Korean_session_and_names_are_not()
    {
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));

        CheckResult failure = engine.Run(Script).Check("Tls");

        Assert.Contains(failure.Message, character => character is >= '가' and <= '힣');
        Assert.Equal("Failed", failure.Status);
        Assert.Equal("CONNECTIVITY_CHALLENGE_ERROR", failure.ErrorCode);
    }

    private static string Show(RecordingHost host, string script)
    {
        using var engine = new ModuleEngine(host);
        Assert.Null(engine.Run(script).Terminating);
        return host.Shown;
    }

    private static PSObject Roundtrip(ModuleEngine engine, PSObject sent)
    {
        using PowerShell shell = engine.Prepare("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($args[0], 4))", sent);
        return shell.Invoke().Single();
    }
}
