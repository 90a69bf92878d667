using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class ViewTests
{
    private const string Script = "Test-AcrHealth localhost:1 -Anonymous -Check Challenge";

    [Fact]
    public void The_default_view_is_grouped_by_registry_and_shows_status_check_code_and_message()
    {
        string shown = Show(new RecordingHost(), $"{Script} | Out-Default");

        Assert.Matches(@"(?m)^localhost:1\b", shown);
        Assert.Matches(@"(?m)^Status\s+Check\s+Time\s+Message$", shown);
        Assert.Matches(@"(?m)^✓ Passed\s+LoginServer\s+\d+ ms\s+\S", shown);
        Assert.Matches(@"(?m)^✗ Failed\s+Tls\s+\d+ ms\s+CONNECTIVITY_CHALLENGE_ERROR$", shown);
        Assert.Matches(@"(?m)^- Skipped\s+Challenge\s+Skipped because Tls failed\.$", shown);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(40)]
    public void The_first_remedy_stands_under_what_failed_and_nowhere_else(int width)
    {
        using var engine = new ModuleEngine();
        string remedy = engine.Run(Script).Check("Tls").Remediation[0];

        string shown = Show(new RecordingHost(width), $"{Script} | Out-Default");

        Assert.Single(Regex.Matches(shown, "→"));
        Assert.Contains($"→ {remedy}", Words(shown), StringComparison.Ordinal);
        Assert.Matches(@"(?s)Failed\s+Tls.*→.*Skipped\s+Challenge", shown);
    }

    [Theory]
    [InlineData("Test-AcrHealth localhost:1 -Anonymous -Check Tls", "localhost:1  ✗ 1 failed")]
    [InlineData("Test-AcrHealth contoso -Check LoginServer", "contoso.azurecr.io  ✓ healthy")]
    [InlineData("Test-AcrHealth contoso -Check EntraLogin -ExcludeCheck LoginServer, Dns, Tls, Challenge", "contoso.azurecr.io  - not checked")]
    public void The_heading_carries_the_verdict_once_it_is_known(string script, string heading)
    {
        Assert.Matches($"(?m)^{Regex.Escape(heading)}$", Show(new RecordingHost(), $"$results = {script}; $results | Out-Default"));
    }

    [Fact]
    public void A_registry_that_has_ended_has_its_verdict_above_its_results_and_the_last_one_in_the_closing_line()
    {
        string shown = Show(new RecordingHost(), "'contoso', 'localhost:1' | Test-AcrHealth -Anonymous -Check Tls -ExcludeCheck Dns | Out-Default");

        Assert.Equal(1, Regex.Count(shown, @"(?m)^(contoso\.azurecr\.io  - not checked|contoso\.azurecr\.io  ✓ healthy|localhost:1  .+)$"));
        Assert.Contains("2 registries: ", shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void No_line_is_wider_than_the_window_and_no_word_is_lost(int width)
    {
        using var engine = new ModuleEngine();
        string message = engine.Run(Script).Check("Tls").Message;

        string shown = Show(new RecordingHost(width), $"{Script} | Out-Default");

        Assert.All(shown.Split('\n'), line => Assert.True(line.Length <= width, line));
        Assert.Contains(message, Words(shown), StringComparison.Ordinal);
        Assert.Contains("CONNECTIVITY_CHALLENGE_ERROR", shown, StringComparison.Ordinal);
    }

    public static TheoryData<int> Widths => [.. Enumerable.Range(40, 41), 100, 120, 160, 200];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Codes_GUIDs_and_names_stay_whole_at_every_width(int width)
    {
        const string Guid = "76654ab7-afce-4a0e-9adc-3ffbba331df3";
        const string Code = "CONNECTIVITY_WWW_AUTHENTICATE_ERROR";
        string received = "[pscustomobject]@{ PSTypeName = 'Deserialized.AcrHealth.HealthCheckResult'; Registry = 'contoso.azurecr.io'; Check = 'ContainerdConfiguration'; Status = 'Failed'; "
            + $"ErrorCode = '{Code}'; Message = 'The identity ({Guid}) of ''{Guid}'', is unknown to contoso-abcdefgh.azurecr.io: {Code}.'; Duration = [timespan] '0:0:1'; "
            + $"Remediation = 'Ask /subscriptions/{Guid}/resourceGroups/images/providers/Microsoft.ContainerRegistry/registries/contoso, and {Guid}.' }}";

        string shown = Show(new RecordingHost(width), $"{received} | Out-Default");

        Assert.All(shown.Split('\n'), line => Assert.True(line.Length <= width, line));
        Assert.Equal(4, Regex.Count(shown, Guid));
        Assert.Equal(2, Regex.Count(shown, Code));
        Assert.Contains("contoso-abcdefgh.azurecr.io", shown, StringComparison.Ordinal);
        Assert.Contains("ContainerdConfiguration", shown, StringComparison.Ordinal);
        Assert.Contains("Microsoft.ContainerRegistry", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_window_stacks_what_a_wide_one_has_in_columns()
    {
        Assert.Matches(@"(?m)^✗ Failed   Tls  \d+ ms\n  CONNECTIVITY_CHALLENGE_ERROR\n  \S", Show(new RecordingHost(width: 40), $"{Script} | Out-Default"));
    }

    [Fact]
    public void A_command_that_a_line_can_hold_is_on_one_line()
    {
        const string Command = "`az acr network-rule add --name contoso --ip-address 203.0.113.7`";
        string received = "[pscustomobject]@{ PSTypeName = 'Deserialized.AcrHealth.HealthCheckResult'; Registry = 'contoso.azurecr.io'; Check = 'Challenge'; Status = 'Warning'; "
            + $"Message = 'x'; Duration = [timespan]::Zero; Remediation = 'Allow the address of this machine: {Command}' }}";

        Assert.Contains(Command, Show(new RecordingHost(width: 80), $"{received} | Out-Default"), StringComparison.Ordinal);
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

    [Fact]
    public void Checks_of_this_machine_stand_under_its_name()
    {
        Assert.Contains($"{Environment.MachineName} (this machine)", Show(new RecordingHost(), "Test-AcrHealth -Check HelmCommand | Out-Default"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test-AcrHealth localhost:1 -Anonymous -Check DockerConfiguration, RegistryApi", "DockerConfiguration", "RegistryApi")]
    [InlineData("Get-AcrHealthCheck", "DockerConfiguration", "ContainerdConfiguration")]
    public void No_check_s_name_is_broken(string script, params string[] names)
    {
        string shown = Show(new RecordingHost(width: 60), $"{script} | Out-Default");

        Assert.All(names, name => Assert.Matches($@"\b{name}\b", shown));
    }

    [Fact]
    public void The_columns_of_Format_Table_are_as_wide_as_the_longest_name_of_a_check()
    {
        using var engine = new ModuleEngine();
        int longest = engine.Run("Get-AcrHealthCheck").Output.Max(check => check.Properties["Name"].Value.ToString()!.Length);

        XElement[] columns =
        [
            .. XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleEngine.ModulePath)!, "AcrHealth.format.ps1xml")).Descendants("TableColumnHeader")
                .Where(column => column.Element("Label")?.Value is "Check" or "Name"),
        ];

        Assert.Equal(2, columns.Length);
        Assert.All(columns, column => Assert.InRange((int)column.Element("Width")!, longest, longest));
    }

    [Theory]
    [InlineData("'ContainerdConfiguration', 'Tls' | ForEach-Object { [pscustomobject]@{ PSTypeName = 'Deserialized.AcrHealth.HealthCheckResult'; Registry = 'contoso.azurecr.io'; Check = $_; "
        + "Status = 'Passed'; Message = 'Said.'; Duration = [timespan] '0:0:0.12' } }", @"Message\b|Said\.")]
    [InlineData("Get-AcrHealthCheck ContainerdConfiguration, ContainerdPull", @"Description\b|Which\b|Can\b")]
    public void A_long_name_leaves_the_columns_where_they_are(string script, string beginning)
    {
        string shown = Show(new RecordingHost(width: 100), $"{script} | Out-Default");

        MatchCollection texts = Regex.Matches(shown, $"(?m)^(.*?  )(?:{beginning})");
        Assert.Equal(3, texts.Count);
        Assert.Single(texts.Select(text => text.Groups[1].Length).Distinct());
    }

    [Fact]
    public void Colors_are_for_hosts_that_have_them()
    {
        Assert.DoesNotContain('\u001b', Show(new RecordingHost(), $"{Script} | Out-Default"));
        Assert.Contains("\u001b[", Show(new RecordingHost(color: true), $"{Script} | Out-Default"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_crossed_the_serializer_keeps_its_view_and_its_detail()
    {
        var host = new RecordingHost();
        using var engine = new ModuleEngine(host);
        PSObject sent = engine.Run(Script).Check("Tls").Source;

        PSObject received = Roundtrip(engine, sent);
        engine.Run("$args[0] | Out-Default", received);

        Assert.Contains("Deserialized.AcrHealth.HealthCheckResult", received.TypeNames);
        Assert.Matches(@"✗ Failed\s+Tls\s+\d+ ms\s+CONNECTIVITY_CHALLENGE_ERROR", host.Shown);
        Assert.Contains("→", host.Shown, StringComparison.Ordinal);
        Assert.Equal("Failed", new CheckResult(received).Status);
        Assert.Equal("127.0.0.1:1: ConnectionRefused", engine.Run("$args[0].Detail.Failures[0]", received).Output.Single().ToString());
        Assert.Equal("CONNECTIVITY_CHALLENGE_ERROR", engine.Run("$args[0] | Get-AcrHealthError | ForEach-Object Code", received).Output.Single().ToString());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(40)]
    public void An_error_entry_is_shown_as_a_list_with_numbered_steps(int width)
    {
        string shown = Show(new RecordingHost(width), "Get-AcrHealthError CONNECTIVITY_TOOMANYREQUESTS_ERROR | Out-Default");

        Assert.Contains("CONNECTIVITY_TOOMANYREQUESTS_ERROR", shown, StringComparison.Ordinal);
        Assert.Matches(@"(?s)Remediation.*1\. .*\n\s+2\. ", shown);
        Assert.All(shown.Split('\n'), line => Assert.True(line.Length <= width, line));
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

    private static string Words(string shown) => string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static PSObject Roundtrip(ModuleEngine engine, PSObject sent)
    {
        using PowerShell shell = engine.Prepare("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($args[0], 4))", sent);
        return shell.Invoke().Single();
    }
}
