using System.Buffers.Text;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>
/// Canaries: secrets that are looked for in all that is said, and in all that every host but the right one was sent. The simulator is this
/// class's own, so that no other test sends anything to its hosts.
/// </summary>
[Collection(nameof(EnvironmentVariables))]
public sealed partial class SecretsTests(Simulated simulated) : IClassFixture<Simulated>
{
    private const string Opaque = "canary-of-an-opaque-token";
    private const string WrongPassword = "canary/of+a=wrong&password";
    private const string WrongSecret = "canary~of.a_client-secret";

    // Those of -Repository and that of -PushTo.
    private const int ChecksOfTheWholeWay = 6;

    private const string Secure =
        "param($registries, $authority, $secret, $user) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; ";

    private const string Check = "Test-AcrHealth -Registry $registries -CACertificate $authority -ExcludeCheck Docker*, Helm* -TimeoutSeconds 1 -Force";

    public static TheoryData<string> Ways =>
        ["token", "expired token", "opaque token", "client secret", "wrong client secret", "managed identity", "password", "wrong password", "anonymous"];

    private AzureSimulator Azure => simulated.Azure;

    [Theory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Ways))]
    public void No_secret_is_shown_and_only_the_login_server_gets_a_token(string way)
    {
        string entraToken = Azure.Identity.IssueEntraToken();
        using EnvironmentScope variables = Variables(way);

        Transcript transcript = Run(way, entraToken);

        Assert.Equal(Azure.Registries.Count * (DefaultChecks.UpToTheApi.Count + ChecksOfTheWholeWay), transcript.Results.Count);
        Assert.Contains(transcript.Records, record => record.BaseObject is VerboseRecord);
        string[] secrets = [.. Secrets(entraToken).SelectMany(Disguises).Distinct()];
        foreach (string text in transcript.Texts)
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            Assert.DoesNotMatch(AnyToken(), text);
            Assert.DoesNotMatch(AnySignature(), text);
        }

        AssertNobodyElseGot(secrets);
    }

    [Fact]
    public void The_secrets_really_reach_the_login_server()
    {
        string entraToken = Azure.Identity.IssueEntraToken();
        Run("token", entraToken, Azure.Healthy.LoginServer);
        Run("password", entraToken, Azure.Healthy.LoginServer);

        string sent = string.Join('\n', Azure.Healthy.Traffic.Log.Select(request => request.Body));
        Assert.Contains(entraToken, sent, StringComparison.Ordinal);
        Assert.Contains("refresh_token=eyJ", sent, StringComparison.Ordinal);
        Assert.Contains(WebUtility.UrlEncode(Azure.Password), sent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_registrys_refresh_token_goes_back_to_that_registry_only()
    {
        Run("token", Azure.Identity.IssueEntraToken());

        int seen = 0;
        foreach (SimulatedRegistry registry in Azure.Registries)
        {
            foreach (Match match in registry.Traffic.Log.SelectMany(request => RefreshToken().Matches(request.Body)))
            {
                using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(match.Groups[1].Value));
                Assert.Equal(registry.LoginServer, claims.RootElement.GetProperty("aud").GetString());
                seen++;
            }
        }

        Assert.True(seen > 5, seen.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("http://user:{0}@127.0.0.1:{1}")]
    [InlineData("user:{0}@127.0.0.1:{1}")]
    [InlineData("https://user:{0}@127.0.0.1:{1}")]
    [InlineData("socks5://user:{0}@127.0.0.1:{1}")]
    [InlineData("http://user:12/{0}@127.0.0.1:{1}")]
    [InlineData("http://user:p@{0}/x@127.0.0.1:{1}")]
    [InlineData("user:{0}@127.0.0.1://{1}")]
    [InlineData("http://user:{0}@")]
    public void The_password_of_a_proxy_is_not_shown(string format)
    {
        const string Password = "canary-of-a-proxy";
        string port = Azure["closed"].LoginServer.Split(':')[1];
        using var variables = new EnvironmentScope(
            [
                ("https_proxy", null), ("HTTPS_PROXY", string.Format(CultureInfo.InvariantCulture, format, Password, port)),
                .. Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)),
            ]);

        Transcript transcript = Transcript.Of("param($registries, $authority) " + Check, Azure.Healthy.LoginServer, simulated.Authority);

        CheckResult failed = Assert.Single(transcript.Results, result => result.Status == "Failed" && result.Check is ("Proxy" or "Tls"));
        Assert.Equal(failed.Check == "Tls" ? "CONNECTIVITY_CHALLENGE_ERROR" : "PROXY_ERROR", failed.ErrorCode);
        Assert.All(transcript.Texts, text => Assert.DoesNotContain(Password, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_Resource_Manager_token_goes_only_there_and_is_not_shown()
    {
        string[] registries = [.. ((string[])["healthy", "forbidden", "realm-elsewhere", "realm-http", "refresh-redirect", "access-redirect", "arm-elsewhere", "role-missing"]).Select(fault => Azure[fault].LoginServer)];
        using var variables = new EnvironmentScope(
            Azure.EnvironmentVariables.Concat(Azure.ResourceManager.EnvironmentVariables).Select(pair => (pair.Key, (string?)pair.Value)));

        Transcript transcript = Transcript.Of(
            "param($registries, $authority) Test-AcrHealth $registries -CACertificate $authority -IncludeResourceManager -ExcludeCheck Docker*, Helm*", registries, simulated.Authority);

        string[] tokens = [.. Azure.ResourceManager.Traffic.Log.Select(request => request.Authorization?.Split(' ')[1]).OfType<string>().Distinct()];
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token =>
        {
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
            Assert.Equal("https://management.azure.com", claims.RootElement.GetProperty("aud").GetString());
        });
        Assert.Contains(transcript.Results, result => result is { Check: "RoleAssignment", Status: "Passed" });
        foreach (string text in transcript.Texts)
        {
            Assert.DoesNotMatch(AnyToken(), text);
        }

        IEnumerable<Traffic> others =
        [
            Azure.EntraTraffic, Azure.DataEndpointTraffic,
            .. Azure.Registries.Select(registry => registry.Traffic), .. Azure.Registries.Select(registry => registry.OtherHost?.Traffic).OfType<Traffic>(),
        ];
        foreach (RecordedRequest request in others.SelectMany(other => other.Log))
        {
            string sent = string.Join('\n', [request.Target, request.Body, .. request.Headers.Values]);
            Assert.All(tokens, token => Assert.DoesNotContain(token, sent, StringComparison.Ordinal));
        }

        // And nobody else's token goes there.
        Assert.All(Azure.ResourceManager.Traffic.Log, request => Assert.DoesNotMatch(AnyToken(), request.Target + request.Body));
    }

    [Theory]
    [InlineData("token", "/oauth2/exchange")]
    [InlineData("token", "/oauth2/token")]
    [InlineData("password", "/oauth2/token")]
    public void A_secret_that_a_server_echoes_is_not_shown(string way, string echo)
    {
        string entraToken = Azure.Identity.IssueEntraToken();
        string authority = string.Empty;
        List<string> said = [];
        using var server = new StrangeServer("localhost", (target, body) =>
        {
            if (target == "/v2/")
            {
                return Answer("401 No", $"WWW-Authenticate: Bearer realm=\"https://{authority}/oauth2/token\",service=\"a\"\r\n", string.Empty);
            }

            if (target.Split('?')[0] != echo)
            {
                return Answer("200 Yes", string.Empty, $"{{\"refresh_token\":\"{entraToken}\"}}");
            }

            lock (said)
            {
                said.Add(body);
            }

            return Answer(
                "401 No", $"x-ms-correlation-request-id: {entraToken}\r\n", $"{{\"errors\":[{{\"code\":\"{entraToken}\",\"message\":\"no good: {JsonEncodedText.Encode($"{body} and {WebUtility.UrlDecode(body)}")}\"}}]}}");
        });
        authority = server.Authority;
        (string parameters, string secret) = way == "password" ? ("-Credential ([pscredential]::new($user, $secure))", Azure.Password) : ("-AccessToken $secure", entraToken);

        Transcript transcript = Transcript.Of(
            Secure.Replace("$registries, $authority", "$registries, $certificate", StringComparison.Ordinal)
                + $"Test-AcrHealth $registries -CACertificate $certificate -ExcludeCheck Docker*, Helm* -TimeoutSeconds 20 {parameters}",
            server.Authority, server.Certificate, secret, Azure.UserName);

        Assert.True(said.Exists(body => body.Contains(way == "password" ? "password=" : "_token=eyJ", StringComparison.Ordinal)), transcript.Shown);
        Assert.Contains(transcript.Texts, text => text.Contains("no good", StringComparison.Ordinal));
        string[] secrets = [.. Disguises(secret)];
        foreach (string text in transcript.Texts)
        {
            Assert.All(secrets, one => Assert.DoesNotContain(one, text, StringComparison.Ordinal));
            Assert.DoesNotMatch(AnyToken(), text);
        }
    }

    private static string Answer(string status, string headers, string body) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");

    private Transcript Run(string way, string entraToken, params string[] registries)
    {
        if (registries.Length == 0)
        {
            registries = [.. Azure.Registries.Select(registry => registry.LoginServer)];
        }

        (string parameters, string secret) = way switch
        {
            "token" => ("-AccessToken $secure", entraToken),
            "expired token" => ("-AccessToken $secure", Azure.Identity.IssueEntraToken(TimeSpan.FromMinutes(-5))),
            "opaque token" => ("-AccessToken $secure", Opaque),
            "password" => ("-Credential ([pscredential]::new($user, $secure))", Azure.Password),
            "wrong password" => ("-Credential ([pscredential]::new($user, $secure))", WrongPassword),
            "anonymous" => ("-Anonymous", "-"),
            "managed identity" => ($"-ManagedIdentityClientId {Azure.ManagedIdentity.ClientId}", "-"),
            _ => (string.Empty, "-"),
        };
        string wholeWay = $"-Repository {SimulatedRegistry.PublicRepository} -PushTo team/acrhealth";
        return Transcript.Of($"{Secure}{Check} {wholeWay} {parameters}", registries, simulated.Authority, secret, Azure.UserName);
    }

    private EnvironmentScope Variables(string way) => way switch
    {
        "client secret" => new(Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))),
        "wrong client secret" => new([.. Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)), ("AZURE_CLIENT_SECRET", WrongSecret)]),
        "managed identity" => new(Azure.ManagedIdentity.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))),
        _ => new(),
    };

    private IEnumerable<string> Secrets(string entraToken) =>
    [
        entraToken, Opaque, WrongPassword, WrongSecret, Azure.Password, Azure.Identity.ClientSecret,
        .. Azure.ManagedIdentity.EnvironmentVariables.Where(pair => pair.Key.EndsWith("HEADER", StringComparison.Ordinal)).Select(pair => pair.Value),
    ];

    private IEnumerable<string> Disguises(string secret) =>
    [
        secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Azure.UserName}:{secret}")),
    ];

    private void AssertNobodyElseGot(string[] secrets)
    {
        IEnumerable<Traffic> strangers = Azure.Registries.Where(registry => !HasLayersElsewhere(registry)).Select(registry => registry.OtherHost?.Traffic).OfType<Traffic>();
        Assert.All(strangers, stranger => Assert.Equal(0, stranger.Requests));

        // The hosts of the layers are asked for layers, by links that are good for anybody.
        IEnumerable<Traffic> layers = [.. Azure.Registries.Where(HasLayersElsewhere).Select(registry => registry.OtherHost!.Traffic), Azure.DataEndpointTraffic];
        foreach (RecordedRequest request in layers.SelectMany(host => host.Log))
        {
            string sent = string.Join('\n', [request.Target, request.Body, .. request.Headers.Values]);
            Assert.Null(request.Authorization);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, sent, StringComparison.Ordinal));
            Assert.DoesNotMatch(AnyToken(), sent);
        }

        // A server that did not prove to be the login server was sent nothing at all, not even a question.
        Assert.All(Azure.Registries.Where(registry => registry.Fault.Code == "CONNECTIVITY_SSL_ERROR"), registry => Assert.Equal(0, registry.Traffic.Requests));

        string[] notEntras = [.. secrets.Where(secret => !Disguises(Azure.Identity.ClientSecret).Concat(Disguises(WrongSecret)).Contains(secret))];
        foreach (RecordedRequest request in Azure.EntraTraffic.Log)
        {
            string sent = string.Join('\n', [request.Target, request.Body, .. request.Headers.Values]);
            Assert.All(notEntras, secret => Assert.DoesNotContain(secret, sent, StringComparison.Ordinal));
            Assert.DoesNotMatch(AnyToken(), sent);
        }

        foreach (RecordedRequest request in Azure.Registries.SelectMany(registry => registry.Traffic.Log))
        {
            Assert.DoesNotMatch(AnyToken(), request.Target);
            Assert.DoesNotContain(Azure.Identity.ClientSecret, request.Body, StringComparison.Ordinal);
        }
    }

    private static bool HasLayersElsewhere(SimulatedRegistry registry) => registry.Fault.Name.StartsWith("data-endpoint-", StringComparison.Ordinal) && registry.OtherHost is not null;

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}\.")]
    private static partial Regex AnyToken();

    [GeneratedRegex("[?&]sig=")]
    private static partial Regex AnySignature();

    [GeneratedRegex(@"refresh_token=[^.&]+\.([^.&]+)\.")]
    private static partial Regex RefreshToken();
}
