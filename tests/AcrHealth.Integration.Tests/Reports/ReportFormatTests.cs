using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;
using System.Xml.Schema;
using AcrHealth.Integration.Tests.Shell;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Reports;

/// <summary>Reads reports for programs with third-party programs.</summary>
public sealed class ReportFormatTests : IDisposable
{
    private readonly TemporaryDirectory _scratch = new();

    [Fact]
    public async Task Prometheus_reads_OpenMetrics_without_a_complaint()
    {
        string promtool = Installed.OrSkip("promtool", "prometheus");
        string metrics = Convert("OpenMetrics", [.. SampleResults.Mixed, .. Hostile()]);

        CommandResult lint = await Command.RunAsync(promtool, ["check", "metrics"], input: metrics);

        Assert.Equal((0, string.Empty), (lint.ExitCode, lint.Error + lint.Output));
        Assert.EndsWith("\n# EOF\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_takes_it_for_OpenMetrics_and_stores_it()
    {
        string promtool = Installed.OrSkip("promtool", "prometheus");
        string metrics = Convert("OpenMetrics", [.. SampleResults.Mixed, .. Hostile()]);

        // This reader, which is Prometheus' own for OpenMetrics, wants a time with each sample; scrapes go without.
        string timed = string.Join('\n', metrics.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : $"{line} 1772442847"));
        CommandResult stored = await Command.RunAsync(
            promtool, ["tsdb", "create-blocks-from", "openmetrics", _scratch.Write("metrics.om", timed), _scratch.Make("tsdb")]);

        Assert.Equal(0, stored.ExitCode);
        Assert.NotEmpty(Directory.GetDirectories(_scratch.Under("tsdb")));
    }

    [Fact]
    public async Task Libxml2_reads_JUnit_whatever_servers_say()
    {
        string xmllint = Installed.OrSkip("xmllint", "libxml2-utils");
        string xml = Convert("JUnit", [.. SampleResults.Mixed, .. Hostile()]);

        CommandResult read = await Command.RunAsync(xmllint, ["--noout", "--nonet", "-"], input: xml);

        Assert.Equal((0, string.Empty), (read.ExitCode, read.Error));
        Assert.Contains(XDocument.Parse(xml).Descendants("failure"), failure => ((string?)failure.Attribute("message"))!.Contains("]]>", StringComparison.Ordinal));
    }

    [Fact]
    public void Pesters_copy_of_the_schema_that_Jenkins_reads_JUnit_by_allows_it()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Path.Combine(RealPowerShell.PesterPath, "schemas", "JUnit4", "junit_schema_4.xsd"));
        var complaints = new List<string>();

        XDocument.Parse(Convert("JUnit", [.. SampleResults.Mixed, .. Hostile()])).Validate(schemas, (_, complaint) => complaints.Add(complaint.Message));

        Assert.Empty(complaints);
    }

    public void Dispose() => _scratch.Dispose();

    private static PSObject[] Hostile()
    {
        PSObject[] results = [.. SampleResults.Registry("evil\".azurecr.io\\", "host\nname", "Challenge")];
        foreach (PSObject result in results)
        {
            result.Properties["Message"].Value = "a\0b\u0001c\u001b[31md\u202ee\ufffff\ud800g ]]> <b>&amp; \"q\" \\ | `x` 한국어 \U0001f4a3";
        }

        return results;
    }

    private static string Convert(string format, PSObject[] results)
    {
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));
        ScriptOutcome outcome = engine.Run("param($results, $format) $results | ConvertTo-AcrHealthReport $format", results, format);
        Assert.Empty(outcome.Errors);
        return (string)outcome.Output.Single().BaseObject;
    }
}
