using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>An answer of the simulator's on its way to the client, in which any part can be replaced.</summary>
internal sealed partial record RelayedResponse(int Status, string Reason, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    // Each of these may decide what comes next; the others are replaced together.
    private static readonly string[] Decisive = ["Content-Type", "Content-Encoding", "Location", "WWW-Authenticate", "Docker-Content-Digest", "Retry-After", "Date"];

    // The headers that clients of a registry, of storage, or of HTTP in general read, whether this response has them or not.
    private static readonly string[] MoreHeaders =
    [
        .. Decisive, "Docker-Distribution-Api-Version", "Docker-Upload-UUID", "Link", "Server", "Warning", "x-ms-correlation-request-id", "x-ms-request-id", "x-ms-error-code",
        "x-ms-client-request-id", "Set-Cookie", "Via", "X-Content-Type-Options",
    ];

    private static readonly int[] Refusals = [302, 401, 404, 503];
    private static readonly int[] RareRefusals = [307, 400, 403, 405, 407, 413, 429, 507];

    /// <summary>All ways to put a text into this answer, each with its name: every header, every string of a JSON body, and refusals that have it everywhere.</summary>
    /// <param name="turn">Which of the rarer refusals is among them.</param>
    public IEnumerable<(string Name, Func<string, RelayedResponse> With)> Variations(int turn)
    {
        string[] names = [.. Headers.Select(header => header.Name).Concat(MoreHeaders).Distinct(StringComparer.OrdinalIgnoreCase).Where(name => name != "Content-Length")];
        string[] others = [.. names.Except(Decisive, StringComparer.OrdinalIgnoreCase)];
        yield return ("other headers", text => others.Aggregate(this, (answer, name) => answer.WithHeader(name, text)));
        foreach (string name in Decisive)
        {
            yield return (name, text => WithHeader(name, text));
            if (Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } value)
            {
                foreach (Match part in Part().Matches(value))
                {
                    yield return ($"{name} ({part.Value})", text => WithHeader(name, $"{value[..part.Index]}{Compact(text)}{value[(part.Index + part.Length)..]}"));
                }
            }
        }

        yield return ("Content-Type, as a type", text => WithHeader("Content-Type", "application/" + Compact(text)));
        yield return ("Location, as a URL", text => WithHeader("Location", $"https://localhost/{Compact(text)}/x?sig={Compact(text)}"));
        yield return ("reason", text => this with { Reason = Printable(text) });
        yield return ("body", text => this with { Body = Encoding.UTF8.GetBytes(text) });
        int strings = Json() is { } json ? Strings(json).Count() : 0;
        for (int i = 0; i < strings; i++)
        {
            int number = i;
            yield return ($"JSON {Strings(Json()!).ElementAt(number).GetPath()}", text => WithString(number, text));
        }

        foreach (int status in (int[])[.. Refusals, RareRefusals[Math.Abs(turn) % RareRefusals.Length]])
        {
            yield return (status.ToString(CultureInfo.InvariantCulture), text => Refusal(status, text, error => new { errors = new[] { error }, error = text, error_description = text, message = text }));
        }

        yield return ("403 of Azure Resource Manager", text => Refusal(403, text, error => new { error }));
    }

    public byte[] ToBytes()
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Reason}\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n");
        foreach ((string name, string value) in Headers.Where(header => !header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }

    private static RelayedResponse Refusal(int status, string text, Func<object, object> body)
    {
        var error = new { code = text, message = text, detail = text, error = text, error_description = text };
        return new(
            status,
            Printable(text),
            [.. MoreHeaders.Where(name => name is not ("Content-Encoding" or "Content-Type" or "Retry-After" or "Location")).Select(name => (name, Printable(text))),
                ("Content-Type", "application/json"), ("Location", $"https://localhost/{Compact(text)}/x?sig={Compact(text)}")],
            JsonSerializer.SerializeToUtf8Bytes(body(error)));
    }

    private RelayedResponse WithHeader(string name, string value) =>
        this with { Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, Printable(value))] };

    private RelayedResponse WithString(int number, string text)
    {
        JsonNode json = Json()!;
        Strings(json).ElementAt(number).ReplaceWith(text);
        return this with { Body = JsonSerializer.SerializeToUtf8Bytes(json) };
    }

    private JsonNode? Json()
    {
        try
        {
            return Body.Length == 0 ? null : JsonNode.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonValue> Strings(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Strings(member.Value)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };

    // Keeps the characters that a header can carry.
    private static string Printable(string text) => string.Concat(text.Where(c => c is >= ' ' and <= '~'));

    // Keeps the characters that a URL or the name of a type can carry, of a length that is still shown.
    private static string Compact(string text) => string.Join('.', Regex.Matches(text, @"[A-Za-z0-9%~_-]{12,}").Select(match => match.Value));

    [GeneratedRegex(@"(?<="")[^""]+(?="")|(?<=/)[^/;?""]+(?=$|;|\?)|(?<==)[^&;""]{8,}")]
    private static partial Regex Part();
}
