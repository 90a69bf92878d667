using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers text of servers and programs that would make a terminal act: none of it is shown unchanged.</summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed partial class UntrustedOutputTests : IDisposable
{
    private const string Marker = "STRANGER";

    // A detail's text is cut at 2,000 characters and an ellipsis.
    private const int LongestText = 2001;

    // Color, title, link, clear screen in eight bits, backspaces, next line, delete: all that Latin-1 can do.
    private const string Evil = $"\u001b[35m\u001b]0;owned\u0007\u001b]8;;https://elsewhere.invalid\u001b\\ {Marker}\u009b2J\b\b\u0085\u007f\u001bc\u0090q\u009c";

    // As text in UTF-8, with what turns, hides and splits lines.
    private static readonly string EvilBytes = Latin1(Evil + "\u202e\u2066\u2069\u200b\u2028\ufeff\U000e0041");

    private static readonly string EvilJson = Latin1($"\\u001b[35m{Marker}\\u009b2J\\u202e\\u2066\\u0000\\u0007\\u2028") + EvilBytes[^20..].Replace("\u0085", string.Empty, StringComparison.Ordinal);

    private readonly TemporaryDirectory _directory = new();

    /// <summary>The server's behavior, and whether its text is shown, cleaned.</summary>
    public static TheoryData<string, bool> Servers => new()
    {
        { "service", true },
        { "realm elsewhere", true },
        { "realm with a long path", true },
        { "realm that looks like a host", true },
        { "scheme", true },
        { "location", true },
        { "error", true },
        { "error of a megabyte", true },
        { "reason", false },
        { "header of a megabyte", false },
        { "content type", false },
        { "retry", false },
        { "date", false },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void What_a_server_says_is_shown_without_what_a_terminal_acts_on(string kind, bool comesThrough)
    {
        string authority = string.Empty;
        using var server = new StrangeServer("localhost", target => Answer(kind, authority, target));
        authority = server.Authority;

        Transcript transcript = Transcript.Of(
            "param($registry, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm* -TimeoutSeconds 20",
            server.Authority,
            server.Certificate,
            EntraLikeToken.Create());

        AssertHarmless(transcript);
        Assert.InRange(transcript.Results.Count, DefaultChecks.UpToTheApi.Count, DefaultChecks.OfARegistry.Count);
        Assert.NotEmpty(server.Seen);
        Assert.True(comesThrough == transcript.Shown.Contains(Marker, StringComparison.Ordinal), transcript.Shown);
    }

    [Fact]
    public void A_token_service_whose_path_looks_like_a_host_is_asked_where_it_is()
    {
        string authority = string.Empty;
        using var server = new StrangeServer("localhost", target => Answer("realm that looks like a host", authority, target));
        authority = server.Authority;

        Transcript transcript = Transcript.Of(
            "param($registry, $authority) Test-AcrHealth $registry -CACertificate $authority -Anonymous -Repository a -Check AccessToken", server.Authority, server.Certificate);

        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", Assert.Single(transcript.Results, result => result.Check == "AccessToken").ErrorCode);
        Assert.Contains(server.Seen, line => line.StartsWith("GET //elsewhere.invalid/oauth2/token?", StringComparison.Ordinal));
    }

    /// <summary>The text of a registry that has accepted the sign-in, at a step of a pull or a push, and whether it is shown, cleaned.</summary>
    public static TheoryData<string, bool> Ways => new()
    {
        { "tags", true },
        { "platforms", true },
        { "media type", false },
        { "location", true },
        { "storage error", true },
        { "upload elsewhere", true },
        { "push refused", true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_a_registry_says_to_a_pull_or_a_push_is_shown_without_what_a_terminal_acts_on(string kind, bool comesThrough)
    {
        string authority = string.Empty;
        int roots = 0;
        using var server = new StrangeServer("localhost", target => target == "/v2/" && ++roots == 1
            ? Http("401 No", $"WWW-Authenticate: Bearer realm=\"https://{authority}/oauth2/token\",service=\"a\"\r\n", string.Empty)
            : AnswerToPull(kind, authority, target));
        authority = server.Authority;

        Transcript transcript = Transcript.Of(
            "param($registry, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm* -TimeoutSeconds 20 -Repository a -PushTo a -Force",
            server.Authority,
            server.Certificate,
            EntraLikeToken.Create());

        AssertHarmless(transcript);
        Assert.Equal(DefaultChecks.UpToTheApi.Count + 6, transcript.Results.Count);
        Assert.Equal("Passed", Assert.Single(transcript.Results, result => result.Check == "RegistryApi").Status);
        Assert.True(comesThrough == transcript.Shown.Contains(Marker, StringComparison.Ordinal), transcript.Shown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_certificate_says_is_shown_without_what_a_terminal_acts_on(bool trusted)
    {
        using var server = new StrangeServer(Evil + "\u202e\u2066", _ => "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");

        Transcript transcript = Transcript.Of(
            $"param($registry, $authority) Test-AcrHealth $registry {(trusted ? "-CACertificate $authority" : string.Empty)} -Anonymous -Check Challenge", server.Authority, server.Certificate);

        AssertHarmless(transcript);
        Assert.Contains(Marker, transcript.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_sign_in_service_says_is_shown_without_what_a_terminal_acts_on()
    {
        string body = $"{{\"error\":\"invalid_client\",\"error_description\":\"AADSTS1: {EvilJson}{new string('x', 200_000)}\"}}";
        using var server = new StrangeServer("localhost", _ => Http("400 Bad", "Content-Type: application/json\r\n", body));
        using var variables = new EnvironmentScope(
            ("AZURE_AUTHORITY_HOST", $"https://{server.Authority}/"), ("AZURE_TENANT_ID", Guid.NewGuid().ToString()), ("AZURE_CLIENT_ID", Guid.NewGuid().ToString()), ("AZURE_CLIENT_SECRET", "canary"));

        Transcript transcript = Transcript.Of("param($registry, $authority) Test-AcrHealth $registry -CACertificate $authority -Check Credential", server.Authority, server.Certificate);

        AssertHarmless(transcript);
        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", Assert.Single(transcript.Results, result => result.Check == "Credential").ErrorCode);
        Assert.NotEmpty(server.Seen);
    }

    [Theory]
    [InlineData("cat \"$0.out\"", false)]
    [InlineData("cat \"$0.out\" >&2; printf '\\n\\033[31mSTRANGER\\033[0m\\n' >&2; exit 1", true)]
    [InlineData("[ \"$1\" = pull ] || { echo 'Docker version 28.2.2'; exit 0; }; cat \"$0.out\" \"$0.out\" >&2; printf '\\n\\033[31mSTRANGER\\033[0m\\n' >&2; exit 1", true)]
    [InlineData("cat \"$0.big\" >&2; cat \"$0.out\" >&2; exit 1", false)]
    public void What_a_program_says_is_shown_without_what_a_terminal_acts_on(string script, bool comesThrough)
    {
        foreach (string program in new[] { "docker", "helm" })
        {
            string path = Path.Combine(_directory, program);
            ShellProgram.WriteOrSkip(_directory, program, $"PATH=/usr/bin:/bin\n{script}");
            File.WriteAllBytes(path + ".out", [.. Encoding.UTF8.GetBytes(Evil + "\u202e\u2066\u2028\r\n1.2.3\n"), 0xc3, 0x28, 0x9b, 0xff]);
            File.WriteAllText(path + ".big", new string('x', 1024 * 1024));
        }

        using var variables = new EnvironmentScope(("PATH", _directory), ("DOCKER_COMMAND", null));

        Transcript transcript = Transcript.Of("Test-AcrHealth -Check Docker*, Helm* -Force");

        AssertHarmless(transcript);
        Assert.Equal(7, transcript.Results.Count);
        Assert.True(!comesThrough || transcript.Shown.Contains(Marker, StringComparison.Ordinal));
        Assert.Contains(transcript.Strings(), text => text.Contains(Marker, StringComparison.Ordinal) || text.Length == LongestText);
    }

    public void Dispose() => _directory.Dispose();

    private static string Answer(string kind, string authority, string target)
    {
        string realm = $"realm=\"https://{authority}/oauth2/token\"";
        string challenge = kind switch
        {
            "service" => $"Bearer {realm},service=\"{Evil}\"",
            "realm elsewhere" => $"Bearer realm=\"https://elsewhere.invalid/{Marker}{Evil}\",service=\"a\"",
            "realm with a long path" => $"Bearer realm=\"https://{authority}/{new string('a', 50_000)}\",service=\"a\"",
            "realm that looks like a host" => $"Bearer realm=\"https://{authority}//elsewhere.invalid/oauth2/token\",service=\"a\"",
            "scheme" => Evil + Evil,
            _ => $"Bearer {realm},service=\"a\"",
        };
        string wrong = $"{{\"errors\":[{{\"code\":\"{EvilJson}\",\"message\":\"{EvilJson}{{0}}\"}}]}}";
        return kind switch
        {
            "location" => Http("302 Found", $"Location: https://{Evil}/\r\n", string.Empty),
            "error" => Http("403 Forbidden", $"x-ms-correlation-request-id: {Evil}\r\n", wrong),
            "error of a megabyte" => Http("500 Oops", string.Empty, wrong.Replace("{0}", new string('x', 200_000), StringComparison.Ordinal)),
            "reason" => Http($"503 {Evil}", string.Empty, new string('x', 1024 * 1024)),
            "header of a megabyte" => Http("401 No", $"WWW-Authenticate: Bearer {new string('x', 1024 * 1024)}\r\n", string.Empty),
            "retry" => Http("429 Slow", $"Retry-After: 99999999999999999999{Evil}\r\nRetry-After: 9999999\r\n", string.Empty),
            "date" => Http("401 No", $"Date: Fri, 31 Dec 9999 23:59:59 GMT\r\nWWW-Authenticate: {challenge}\r\n", string.Empty),
            _ when target == "/v2/" => Http("401 No", $"WWW-Authenticate: {challenge}\r\n", wrong),
            "content type" => Http("200 Yes", $"Content-Type: {Evil}\r\n", EvilBytes),
            _ when target == "/oauth2/exchange" => Http("200 Yes", string.Empty, "{\"refresh_token\":\"abc\"}"),
            _ => Http("401 No", $"x-ms-correlation-request-id: {Evil}\r\n", wrong),
        };
    }

    private static string AnswerToPull(string kind, string authority, string target)
    {
        string digest = $"sha256:{new string('0', 64)}";
        string blob = $"{{\"mediaType\":\"{EvilJson}\",\"digest\":\"{digest}\",\"size\":1";
        string wrong = $"{{\"errors\":[{{\"code\":\"{EvilJson}\",\"message\":\"{EvilJson}\"}}]}}";
        string image = "application/vnd.oci.image.manifest.v1+json";
        return target switch
        {
            "/v2/" => Http("200 Yes", string.Empty, "{}"),
            "/oauth2/exchange" => Http("200 Yes", string.Empty, "{\"refresh_token\":\"abc\"}"),
            "/oauth2/token" => Http("200 Yes", string.Empty, "{\"access_token\":\"abc\"}"),
            "/v2/a/manifests/latest" => kind switch
            {
                "tags" => Http("404 No", string.Empty, wrong),
                "platforms" => Http(
                    "200 Yes",
                    "Content-Type: application/vnd.oci.image.index.v1+json\r\n",
                    $"{{\"manifests\":[{blob},\"platform\":{{\"os\":\"{EvilJson}\",\"architecture\":\"{EvilJson}\",\"variant\":\"{EvilJson}\"}}}}]}}"),
                "media type" => Http("200 Yes", $"Content-Type: {Evil}\r\nDocker-Content-Digest: {Evil}\r\n", EvilBytes),
                _ => Http("200 Yes", $"Content-Type: {image}\r\n", $"{{\"config\":{blob}}},\"layers\":[],\"artifactType\":\"{EvilJson}\"}}"),
            },
            _ when target.StartsWith("/v2/a/tags/", StringComparison.Ordinal) => Http("200 Yes", string.Empty, $"{{\"tags\":[\"{EvilJson}\",\"{EvilJson}\"]}}"),
            _ when target.StartsWith("/v2/a/blobs/uploads/", StringComparison.Ordinal) => kind == "upload elsewhere"
                ? Http("202 Yes", $"Location: https://elsewhere.invalid/{Marker}{Evil}\r\n", string.Empty)
                : kind == "push refused" ? Http("403 No", $"x-ms-correlation-request-id: {Evil}\r\n", wrong) : Http("403 No", string.Empty, string.Empty),
            _ when target.StartsWith("/v2/a/blobs/", StringComparison.Ordinal) => kind == "location"
                ? Http("307 There", $"Location: http://{Marker}{Evil}/?sig=abc\r\n", string.Empty)
                : Http("307 There", $"Location: https://{authority}/layers?sig=abc\r\n", string.Empty),
            _ => Http("403 No", $"x-ms-error-code: {Evil}\r\n", EvilBytes),
        };
    }

    private static string Http(string status, string headers, string body) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}");

    // The server writes its characters as bytes.
    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static void AssertHarmless(Transcript transcript)
    {
        Assert.DoesNotContain(transcript.Records, record => record.BaseObject is ErrorRecord);
        foreach (string text in transcript.Strings())
        {
            Assert.InRange(text.Length, 0, LongestText);
            AssertHarmless(text, text);
        }

        AssertHarmless(WithoutLineEnds(OurColors().Replace(transcript.Shown, string.Empty)), transcript.Shown);
        Assert.Equal(5, transcript.Reports.Count);
        Assert.All(transcript.Reports, report => AssertHarmless(WithoutLineEnds(report), report));
    }

    private static string WithoutLineEnds(string text) =>
        text.Replace("\n", string.Empty, StringComparison.Ordinal).Replace("\r", string.Empty, StringComparison.Ordinal);

    private static void AssertHarmless(string text, string whole)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
            {
                Assert.Fail($"U+{rune.Value:X4} in: {whole.Replace("\u001b", "\\e", StringComparison.Ordinal)}");
            }
        }
    }

    // Those of the views and of PowerShell's streams and lists. The strangers use none of them.
    [GeneratedRegex(@"\u001b\[(0|1|32;1;3|30;1|31;1|32;1|33;1|36;1|7|32|33|36|90|91)m")]
    private static partial Regex OurColors();
}
