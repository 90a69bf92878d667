using System.Management.Automation;
using System.Text.Json;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

public sealed class ReportCommandTests(Simulated simulated) : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryDirectory _folder = new();

    [Theory]
    [InlineData("r.html", "<!DOCTYPE html>")]
    [InlineData("r.HTM", "<!DOCTYPE html>")]
    [InlineData("r.xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")]
    [InlineData("r.json", "{")]
    [InlineData("r.md", "## ")]
    [InlineData("r.prom", "# HELP acrhealth_build_info")]
    [InlineData("r.txt -Format Markdown", "## ")]
    public void The_extension_or_Format_selects_the_format(string name, string begins)
    {
        ScriptOutcome outcome = _engine.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation($args[0]); Test-AcrHealth contoso -Check LoginServer | Export-AcrHealthReport {name}", _folder);

        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Output);
        Assert.StartsWith(begins, File.ReadAllText(Path.Combine(_folder, name.Split(' ')[0])), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_can_be_read_again_and_says_the_same()
    {
        ScriptOutcome tested = simulated.Check(_engine, simulated.Azure["forbidden"].LoginServer);
        string first = Convert("Json", [.. tested.Output]);
        using JsonDocument json = JsonDocument.Parse(first);
        object[] read = [.. json.RootElement.GetProperty("results").EnumerateArray().Select(Read)];

        using JsonDocument second = JsonDocument.Parse(Convert("Json", read));

        Assert.Equal(json.RootElement.GetProperty("results").GetRawText(), second.RootElement.GetProperty("results").GetRawText());
        Assert.Contains("203.0.113.7", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_another_session_make_the_same_report()
    {
        PSObject[] tested = [.. simulated.Check(_engine, simulated.Azure["tls-expired"].LoginServer).Output];
        object[] remoted =
        [
            .. _engine.Run(
                "param($results) foreach ($result in $results) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($result, 4)) }",
                [tested]).Output,
        ];

        using JsonDocument here = JsonDocument.Parse(Convert("Json", tested));
        using JsonDocument there = JsonDocument.Parse(Convert("Json", remoted));

        Assert.Contains("Deserialized.AcrHealth.HealthCheckResult", PSObject.AsPSObject(remoted[0]).TypeNames);
        Assert.Equal(Without(here, "detail"), Without(there, "detail"));
        Assert.Equal(
            here.RootElement.GetProperty("results")[2].GetProperty("detail").GetProperty("certificate").GetProperty("notAfter").GetString(),
            there.RootElement.GetProperty("results")[2].GetProperty("detail").GetProperty("certificate").GetProperty("notAfter").GetString());
    }

    [Theory]
    [InlineData("[timespan]::MaxValue", 31622400)]
    [InlineData("[timespan]::MinValue", 0)]
    [InlineData("[pscustomobject]@{ Ticks = 25000000; TotalMilliseconds = 2500 }", 2.5)]
    [InlineData("'00:00:01.5'", 1.5)]
    [InlineData("'soon'", 0)]
    public void No_duration_breaks_a_report(string duration, double seconds)
    {
        ScriptOutcome outcome = _engine.Run(
            $"$one = [pscustomobject]@{{ Check = 'Tls'; Status = 'Passed'; Duration = {duration}; StartTime = [datetimeoffset]::MaxValue }};"
                + " $one, $one | ConvertTo-AcrHealthReport Json; 'Html', 'JUnit', 'Markdown', 'OpenMetrics' | ForEach-Object { $null = $one, $one | ConvertTo-AcrHealthReport $_ }");

        Assert.Empty(outcome.Errors);
        Assert.Null(outcome.Terminating);
        using JsonDocument json = JsonDocument.Parse(outcome.Output.Single().ToString());
        Assert.Equal([seconds, seconds], Durations(json));
    }

    [Fact]
    public void A_detail_may_be_a_dictionary_of_any_type()
    {
        string report = _engine.Run(
            "$table = [System.Collections.Generic.Dictionary[string, int]]::new(); $table['answer'] = 42;"
                + " [pscustomobject]@{ Check = 'Tls'; Status = 'Passed'; Detail = $table } | ConvertTo-AcrHealthReport Json").Output.Single().ToString();

        using JsonDocument json = JsonDocument.Parse(report);
        Assert.Equal(42, json.RootElement.GetProperty("results")[0].GetProperty("detail").GetProperty("answer").GetDouble());
    }

    [Fact]
    public void PassThru_gives_the_results_on()
    {
        ScriptOutcome outcome = _engine.Run("Test-AcrHealth contoso -Check LoginServer | Export-AcrHealthReport $args[0] -PassThru", Path.Combine(_folder, "r.md"));

        Assert.Equal("LoginServer", Assert.Single(outcome.Results).Check);
    }

    [Fact]
    public void NoClobber_leaves_what_is_there_and_Force_writes_what_is_read_only()
    {
        string file = Path.Combine(_folder, "r.md");
        File.WriteAllText(file, "before");

        Assert.Contains("-NoClobber", Export("-Path $args[0] -NoClobber", file).Refusal, StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(file));
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Assert.Empty(Export("-LiteralPath $args[0] -Force", file).Errors);
        Assert.StartsWith("## ", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(file, FileAttributes.Normal);
    }

    [Fact]
    public void Brackets_are_taken_as_they_are_by_LiteralPath_alone()
    {
        string file = Path.Combine(_folder, "r[1].md");

        Assert.Contains("-LiteralPath", Export("-Path $args[0]", file).Refusal, StringComparison.Ordinal);
        Assert.Empty(Export("-LiteralPath $args[0]", file).Errors);
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData("missing/r.md", "does not exist")]
    [InlineData(".", "extension")]
    [InlineData("r.unknown", "-Format")]
    public void What_cannot_be_written_is_said_before_anything_is_checked(string name, string says)
    {
        ScriptOutcome outcome = _engine.Run(
            "param($file) & { $script:ran = $true; Test-AcrHealth contoso -Check LoginServer } | Export-AcrHealthReport $file", Path.Combine(_folder, name));

        Assert.Contains(says, outcome.Refusal, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void WhatIf_writes_nothing_and_a_path_elsewhere_is_refused()
    {
        Export("$args[0] -WhatIf", Path.Combine(_folder, "r.md"));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Contains("Variable", Export("variable:r.md", string.Empty).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_report_is_an_error_and_writes_no_file()
    {
        string path = Path.Combine(_folder, "r.xml");

        ScriptOutcome converted = _engine.Run("@() | ConvertTo-AcrHealthReport JUnit");
        ScriptOutcome exported = _engine.Run("@() | Export-AcrHealthReport $args[0]", path);

        Assert.Empty(converted.Output);
        Assert.All(
            (ScriptOutcome[])[converted, exported],
            outcome => Assert.StartsWith("NothingToReport,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void What_is_no_result_is_an_error()
    {
        ScriptOutcome other = _engine.Run("$true, (Test-AcrHealth contoso -Check LoginServer) | ConvertTo-AcrHealthReport Markdown");

        Assert.Contains("-Quiet", Assert.Single(other.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("## contoso.azurecr.io is healthy", (string)other.Output.Single().BaseObject, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<double> Durations(JsonDocument report) =>
        [.. report.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("durationSeconds").GetDouble())];

    private static object Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.Null => null!,
        _ => element.GetString()!,
    };

    private static PSObject ReadObject(JsonElement element)
    {
        var read = new PSObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            read.Properties.Add(new PSNoteProperty(property.Name, Read(property.Value)));
        }

        return read;
    }

    private static IEnumerable<string> Without(JsonDocument report, string member) => report.RootElement.GetProperty("results").EnumerateArray()
        .SelectMany(result => result.EnumerateObject().Where(property => property.Name != member).Select(property => property.ToString()));

    private ScriptOutcome Export(string parameters, string file) =>
        _engine.Run($"Test-AcrHealth contoso -Check LoginServer | Export-AcrHealthReport {parameters}", file);

    private string Convert(string format, object[] results) =>
        (string)_engine.Run("param($results, $format) $results | ConvertTo-AcrHealthReport $format", results, format).Output.Single().BaseObject;
}
