using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AcrHealth.Reports;

/// <summary>Writes JSON: a stable shape, described in docs/reports.md, whose results keep the names of HealthCheckResult in camel case.</summary>
internal sealed class JsonReport : IReportRenderer
{
    /// <summary>
    /// The version of the shape: the first part increases if something is removed or changes its meaning, the second if something is added.
    /// </summary>
    public const string SchemaVersion = "1.1";

    // The text is a file of its own, never part of a page, so that only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Render(HealthReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("generator", $"AcrHealth {HealthReport.Version}");
            json.WriteString("created", report.Created);
            WriteSummary(json, report);
            json.WriteStartArray("results");
            foreach (ReportResult result in report.Results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>Writes one result on one line, with the same members as in a report.</summary>
    public static string RenderLine(ReportResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options with { Indented = false }))
        {
            Write(json, result);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteSummary(Utf8JsonWriter json, HealthReport report)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("targets", report.Targets.Count);
        json.WriteNumber("failingTargets", report.Failing);
        foreach (CheckStatus status in Enum.GetValues<CheckStatus>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), report.Count(status));
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportResult result)
    {
        json.WriteStartObject();
        json.WriteString("computerName", result.ComputerName);
        json.WriteString("registry", result.Registry);
        json.WriteString("category", result.Category.ToString());
        json.WriteString("check", result.Check);
        json.WriteString("status", result.Status.ToString());
        json.WriteString("errorCode", result.ErrorCode);
        json.WriteString("finding", result.Finding);
        json.WriteString("message", result.Message);
        Write(json, "remediation", result.Remediation);
        Write(json, "blockedBy", result.BlockedBy);
        json.WriteString("startTime", result.StartTime?.ToString("o", CultureInfo.InvariantCulture));
        json.WriteNumber("durationSeconds", Math.Round(result.Duration.TotalSeconds, 6));
        json.WriteString("helpUri", result.HelpUri?.AbsoluteUri);
        json.WritePropertyName("detail");
        Write(json, result.Detail);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReportValue? value)
    {
        switch (value)
        {
            case ReportValue.Text text:
                json.WriteStringValue(text.Value);
                break;
            case ReportValue.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case ReportValue.Flag flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case ReportValue.List list:
                json.WriteStartArray();
                foreach (ReportValue item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case ReportValue.Fields fields:
                json.WriteStartObject();
                foreach ((string name, ReportValue field) in fields.Items)
                {
                    json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
                    Write(json, field);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
