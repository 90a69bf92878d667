using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AcrHealth.Cli.Output;

/// <summary>Writes the reason why a container does not get its image, for people or for programs.</summary>
internal static class PullFailureText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A heading, the message, the runtime's words and the remedies.</summary>
    public static string ForPeople(PullFailure failure)
    {
        var text = new StringBuilder();
        text.Append(failure.Namespace).Append('/').Append(failure.Pod).Append("  ").Append(failure.Container).Append("  ").AppendLine(failure.Image);
        text.Append("  ✗ ").Append(failure.Cause).Append(failure.ErrorCode is null ? string.Empty : $" {failure.ErrorCode}").Append(": ").AppendLine(failure.Message);
        foreach (string step in failure.Remediation)
        {
            text.Append("  → ").AppendLine(step);
        }

        return text.ToString();
    }

    /// <summary>One line of JSON, with the names of PullFailure in camel case.</summary>
    public static string Json(PullFailure failure)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            foreach ((string name, string? value) in Fields(failure))
            {
                json.WriteString(name, value);
            }

            json.WriteStartArray("remediation");
            foreach (string step in failure.Remediation)
            {
                json.WriteStringValue(step);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static IEnumerable<(string Name, string? Value)> Fields(PullFailure failure) =>
    [
        ("namespace", failure.Namespace),
        ("pod", failure.Pod),
        ("container", failure.Container),
        ("image", failure.Image),
        ("registry", failure.Registry),
        ("repository", failure.Repository),
        ("node", failure.Node),
        ("cause", failure.Cause),
        ("errorCode", failure.ErrorCode),
        ("message", failure.Message),
        ("evidence", failure.Evidence),
        ("nextCheck", failure.NextCheck),
        ("ownerKind", failure.OwnerKind),
        ("ownerName", failure.OwnerName),
    ];
}
