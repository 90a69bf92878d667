using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AcrHealth.Reports;
using AcrHealth.Reports.Html;

namespace AcrHealth.Core.Tests.Reports;

public sealed partial class ReportRendererTests
{
    private static readonly HealthReport Report = SampleReport.Of(
        SampleReport.Result(null, "DockerCommand", CheckStatus.Warning),
        SampleReport.Result("a.azurecr.io", "Dns"),
        SampleReport.Result("a.azurecr.io", "Challenge", CheckStatus.Failed, SampleReport.Hostile, start: 10),
        SampleReport.Result("a.azurecr.io", "EntraLogin", CheckStatus.Skipped, "blocked"));

    [Fact]
    public void Html_has_no_markup_but_its_own()
    {
        string page = new HtmlReport().Render(Report);

        Assert.Equal(2, Script().Count(page));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("한국어", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Run `az acr show <registry>`, or `a | b`.", "Run <code>az acr show &lt;registry&gt;</code>, or <code>a | b</code>.", "Run `az acr show <registry>`, or `a | b`.")]
    [InlineData("A quote ` and no other", "A quote ` and no other", @"A quote \` and no other")]
    [InlineData("``", "", "")]
    public void Commands_in_remedies_are_shown_as_such(string remedy, string html, string markdown)
    {
        HealthReport report = SampleReport.Of(SampleReport.Result("a.azurecr.io", "Challenge", CheckStatus.Failed) with { Remediation = [remedy] });

        Assert.Contains($"<li>{html}</li>", new HtmlReport().Render(report).Replace("&#x60;", "`", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"1. {markdown}\n", new MarkdownReport().Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_has_the_structure_that_readers_agree_on()
    {
        XElement root = XDocument.Parse(new JUnitReport().Render(Report)).Root!;

        Assert.Equal("testsuites", root.Name.LocalName);
        Assert.Equal(["a.azurecr.io", "node-1"], root.Elements("testsuite").Select(suite => (string?)suite.Attribute("name")));
        XElement suite = root.Elements("testsuite").First();
        Assert.Equal(("3", "1", "0", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors"), (string?)suite.Attribute("skipped")));
        Assert.Equal("2026-03-02T09:14:07", (string?)suite.Attribute("timestamp"));
        Assert.Equal(["properties", "testcase", "testcase", "testcase"], suite.Elements().Select(element => element.Name.LocalName));
        XElement[] cases = [.. suite.Elements("testcase")];
        Assert.All(cases, testcase => Assert.Equal("AcrHealth.node-1.a_azurecr_io", (string?)testcase.Attribute("classname")));
        Assert.All(cases, testcase => Assert.Matches(@"^\d+\.\d{3}$", (string?)testcase.Attribute("time")));
        XElement failure = cases[1].Element("failure")!;
        Assert.Equal("CONNECTIVITY_FORBIDDEN_ERROR", (string?)failure.Attribute("type"));
        Assert.Contains("2. Then that.", failure.Value, StringComparison.Ordinal);
        Assert.Equal("blocked", (string?)cases[2].Element("skipped")!.Attribute("message"));
        Assert.Equal("system-out", cases[1].Elements().Last().Name.LocalName);
    }

    [Fact]
    public void Json_has_its_documented_shape()
    {
        using JsonDocument json = JsonDocument.Parse(new JsonReport().Render(Report));
        JsonElement root = json.RootElement;

        Assert.Equal(["schemaVersion", "generator", "created", "summary", "results"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("1.1", root.GetProperty("schemaVersion").GetString());
        Assert.Equal(
            ["targets", "failingTargets", "passed", "failed", "warning", "skipped"], root.GetProperty("summary").EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["computerName", "registry", "category", "check", "status", "errorCode", "finding", "message", "remediation", "blockedBy", "startTime", "durationSeconds", "helpUri", "detail"],
            root.GetProperty("results")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(0.01, root.GetProperty("results")[0].GetProperty("durationSeconds").GetDouble());
    }

    [Fact]
    public void Markdown_shows_what_servers_say_as_text()
    {
        string text = new MarkdownReport().Render(Report);

        Assert.StartsWith("## a.azurecr.io is failing\n", text, StringComparison.Ordinal);
        Assert.Contains("\\<script>alert(1)\\</script> \\| \\`x\\` \\*y\\* @<!-- -->team \\#12", text, StringComparison.Ordinal);
        Assert.Contains("[`CONNECTIVITY_FORBIDDEN_ERROR`](<https://aka.ms/acr/errors#connectivity_forbidden_error>)", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), line => Assert.EndsWith(" |", line, StringComparison.Ordinal));
    }

    [Fact]
    public void OpenMetrics_has_stable_names_and_ends_as_it_must()
    {
        string text = new OpenMetricsReport().Render(Report);

        Assert.Contains("acrhealth_target_healthy{computer=\"node-1\",registry=\"a.azurecr.io\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("acrhealth_check_status{computer=\"node-1\",registry=\"a.azurecr.io\",category=\"Registry\",check=\"Dns\",status=\"Passed\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("acrhealth_check_error_info{computer=\"node-1\",registry=\"a.azurecr.io\",category=\"Registry\",check=\"Challenge\",code=\"CONNECTIVITY_FORBIDDEN_ERROR\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("acrhealth_check_duration_seconds{computer=\"node-1\",registry=\"\",category=\"Environment\",check=\"DockerCommand\"} 0.01\n", text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.OpenMetrics)]
    public void A_report_of_nothing_does_not_say_that_all_is_well(ReportFormat format)
    {
        string text = ReportRenderers.For(format).Render(SampleReport.Of());

        Assert.DoesNotContain("healthy\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("are healthy", text, StringComparison.Ordinal);
    }

    [GeneratedRegex("</?script>")]
    private static partial Regex Script();
}
