using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcrHealth.Cli.Options;

namespace AcrHealth.Cli.Tests.Support;

/// <summary>A result without what differs from run to run (times, ids) and from front end to front end (commands in remedies).</summary>
internal static partial class NormalizedResult
{
    public static string Of(JsonElement result)
    {
        JsonObject copy = JsonNode.Parse(result.GetRawText())!.AsObject();
        copy.Remove("startTime");
        copy.Remove("durationSeconds");
        Clean(copy);
        return copy.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void Clean(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToArray())
                {
                    members[name] = Cleaned(name, value);
                }

                break;
            case JsonArray items:
                for (int i = 0; i < items.Count; i++)
                {
                    items[i] = Cleaned(string.Empty, items[i]);
                }

                break;
        }
    }

    private static JsonNode? Cleaned(string name, JsonNode? value)
    {
        if (value is JsonValue scalar)
        {
            return scalar.GetValueKind() switch
            {
                JsonValueKind.String => Text(scalar.GetValue<string>()),
                JsonValueKind.Number when IsMeasured().IsMatch(name) => 0,
                _ => scalar.DeepClone(),
            };
        }

        if (value is not null)
        {
            Clean(value);
        }

        return value?.DeepClone();
    }

    private static string Text(string text)
    {
        string clean = Id().Replace(text, "<id>");
        clean = Time().Replace(clean, "<time>");
        clean = Measure().Replace(clean, "<measure>");
        clean = Hexadecimal().Replace(clean, "<hex>");
        clean = Tag().Replace(clean, "acrhealth-<tag>");
        clean = Credential().Replace(clean, "-Credential ${user} --password-stdin").Replace("-AccessToken <token>", "-AccessToken", StringComparison.Ordinal);
        clean = ShellVariables.ForThisSystem(clean);
        return OwnCommand().Replace(Parameter().Replace(clean, match => CommandLineSyntax.Instance.Parameter(match.Groups["name"].Value)), match => match.Groups["noun"].Value switch
        {
            "Test-AcrHealth" => "acrhealth test",
            "Wait-AcrHealth" => "acrhealth wait",
            "Get-AcrHealthError" => "acrhealth errors",
            _ => match.Value,
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:\d\d))?")]
    private static partial Regex Time();

    [GeneratedRegex(@"-?\b\d+:\d\d:\d\d(\.\d+)?\b|\b\d+([.,]\d+)? ?(ms|s|minutes|minute|MB/s|KB/s|MiB/s|KiB/s|Mbit/s)(?![A-Za-z])")]
    private static partial Regex Measure();

    [GeneratedRegex("[0-9a-f]{24,}", RegexOptions.IgnoreCase)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"acrhealth-\d{14}-\S{6,}?(?=[\s.,:;`'""]|$)")]
    private static partial Regex Tag();

    [GeneratedRegex("(Milliseconds|Seconds|Duration|PerSecond|Skew|Offset|Time|Ticks|Remaining|Days|Expires)", RegexOptions.IgnoreCase)]
    private static partial Regex IsMeasured();

    [GeneratedRegex(@"(?<![\w-])-(?<name>[A-Z][a-zA-Z]+)\b")]
    private static partial Regex Parameter();

    [GeneratedRegex("-Credential (?<user><user>|<id>)")]
    private static partial Regex Credential();

    [GeneratedRegex(@"\b(?<noun>(Test|Wait)-AcrHealth|Get-AcrHealthError)(?![\w-])")]
    private static partial Regex OwnCommand();
}
