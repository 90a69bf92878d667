using System.Globalization;
using System.Text;
using System.Xml;
using AcrHealth.Resources;

namespace AcrHealth.Reports;

/// <summary>
/// Writes JUnit's XML with the elements and attributes that Jenkins, Azure Pipelines, GitLab and the actions for GitHub agree on. A warning is
/// a case that passed and says so in its output.
/// </summary>
internal sealed class JUnitReport : IReportRenderer
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    public string Render(HealthReport report)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "AcrHealth");

            // The schemas have no "skipped" attribute here.
            WriteCounts(xml, report.Results);
            foreach (ReportTarget target in report.Targets)
            {
                Write(xml, target, report);
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(XmlWriter xml, ReportTarget target, HealthReport report)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", SuiteName(target, report));
        xml.WriteAttributeString("hostname", target.ComputerName);
        if (target.StartTime is { } start)
        {
            xml.WriteAttributeString("timestamp", start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        }

        WriteCounts(xml, target.Results);
        xml.WriteAttributeString("skipped", Number(target.Results.Count(result => result.Status == CheckStatus.Skipped)));
        xml.WriteStartElement("properties");
        WriteProperty(xml, "computer", target.ComputerName);
        WriteProperty(xml, "registry", target.Registry ?? string.Empty);
        WriteProperty(xml, "acrhealth.version", HealthReport.Version);
        xml.WriteEndElement();
        foreach (ReportResult result in target.Results)
        {
            Write(xml, target, result);
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, ReportTarget target, ReportResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", result.Check);
        xml.WriteAttributeString("classname", ClassName(target));
        xml.WriteAttributeString("time", Seconds(result.Duration.TotalSeconds));
        if (result.Status == CheckStatus.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", result.ErrorCode ?? nameof(CheckStatus.Failed));
            xml.WriteAttributeString("message", $"{result.ErrorCode}: {result.Message}");
            xml.WriteString(Describe(result));
            xml.WriteEndElement();
        }
        else if (result.Status == CheckStatus.Skipped)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", result.Message);
            xml.WriteEndElement();
        }

        xml.WriteElementString("system-out", result.Status == CheckStatus.Failed ? $"{result.Status}: {result.Message}" : $"{result.Status}: {Describe(result)}");
        xml.WriteEndElement();
    }

    private static string Describe(ReportResult result)
    {
        var description = new StringBuilder(result.Message);
        if (result.Remediation.Count > 0)
        {
            description.Append("\n\n").Append(ReportTexts.WhatToDo);
            for (int i = 0; i < result.Remediation.Count; i++)
            {
                description.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {result.Remediation[i]}");
            }
        }

        if (result.HelpUri is { } help)
        {
            description.Append("\n\n").Append(help.AbsoluteUri);
        }

        return description.ToString();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<ReportResult> results)
    {
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(results.Count(result => result.Status == CheckStatus.Failed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", Seconds(results.Sum(result => result.Duration.TotalSeconds)));
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    // Readers use the name of a suite as its identity.
    private static string SuiteName(ReportTarget target, HealthReport report)
    {
        string name = report.Computers.Count > 1 && target.Registry is not null ? $"{target.Registry} ({target.ComputerName})" : target.Name;
        return target.Run == 1 ? name : $"{name} #{target.Run}";
    }

    // Readers treat each dot as the end of a package name.
    private static string ClassName(ReportTarget target) => target.Registry is null
        ? $"AcrHealth.{NoDots(target.ComputerName)}"
        : $"AcrHealth.{NoDots(target.ComputerName)}.{NoDots(target.Registry)}";

    private static string NoDots(string name) => name.Replace('.', '_');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
