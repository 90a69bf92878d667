using System.Globalization;
using System.Text.Json;

namespace AcrHealth.Reports;

/// <summary>Reads results back from JSON: a report, a list of results, or a result on each line. Names of members ignore case.</summary>
internal static class ResultFile
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="FormatException">The text is not JSON, or has no results.</exception>
    public static IReadOnlyList<ReportResult> Parse(string text)
    {
        List<ReportResult> results = [];
        try
        {
            foreach (string document in Documents(text))
            {
                using JsonDocument json = JsonDocument.Parse(document, Options);
                results.AddRange(Results(json.RootElement).Select(Read).OfType<ReportResult>());
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half a surrogate pair is refused when the text is encoded, or when a member is read.
            throw new FormatException(exception.Message, exception);
        }

        return results.Count > 0 ? results : throw new FormatException(Resources.Strings.NoResultsInFile);
    }

    // In JSON Lines, each object ends on its line; a report is one document of many lines.
    private static string[] Documents(string text)
    {
        string trimmed = text.Trim();
        string[] lines = trimmed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 1 && Array.TrueForAll(lines, line => line is ['{', .., '}']) ? lines : [trimmed];
    }

    private static IEnumerable<JsonElement> Results(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object when Member(root, "results") is { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => [root],
    };

    private static ReportResult? Read(JsonElement element)
    {
        if (Text(element, "check") is not { } check || !TryRead(Text(element, "status"), out CheckStatus status))
        {
            return null;
        }

        string? registry = Text(element, "registry");
        return new()
        {
            Registry = registry,
            Category = TryRead(Text(element, "category"), out CheckCategory category) ? category : registry is null ? CheckCategory.Environment : CheckCategory.Registry,
            Check = check,
            Status = status,
            ErrorCode = Text(element, "errorCode"),
            Finding = Text(element, "finding"),
            Message = Text(element, "message") ?? string.Empty,
            Remediation = Texts(element, "remediation"),
            BlockedBy = Texts(element, "blockedBy"),
            Detail = Member(element, "detail") is { } detail ? ResultConverter.Value(detail) : null,
            StartTime = DateTimeOffset.TryParse(Text(element, "startTime"), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset start) ? start : null,
            Duration = Member(element, "durationSeconds") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetDouble(out double value) && value is >= 0 and < 1e9
                ? TimeSpan.FromSeconds(value) : TimeSpan.Zero,
            HelpUri = Uri.TryCreate(Text(element, "helpUri"), UriKind.Absolute, out Uri? help) ? help : null,
            ComputerName = Text(element, "computerName") ?? string.Empty,
        };
    }

    // The runtime's parser also takes numbers, and lists of names.
    private static bool TryRead<T>(string? name, out T value)
        where T : struct, Enum => Enum.TryParse(name, ignoreCase: true, out value) && string.Equals(Enum.GetName(value), name!.Trim(), StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return property.Value;
                }
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string[] Texts(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];
}
