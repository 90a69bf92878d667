using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace AcrHealth.Engine.Tests;

/// <summary>The simulator answers as recordings of the service do: headers, casing, chunks and errors.</summary>
public sealed class SimulatorAnswersTests : IDisposable
{
    private readonly Simulated _simulated;
    private readonly X509Certificate2 _authority;
    private readonly HttpClient _client;

    public SimulatorAnswersTests(Simulated simulated)
    {
        _simulated = simulated;
        _authority = X509CertificateLoader.LoadCertificateFromFile(simulated.Authority);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(_authority);
        _client = new(handler);
    }

    private string Server => _simulated.Azure.Healthy.LoginServer;

    [Fact]
    public async Task The_challenge_has_the_headers_and_the_body_of_the_service()
    {
        using HttpResponseMessage answer = await GetAsync("/v2/");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["Docker-Content-Digest", "WWW-Authenticate", "Link", "X-Ms-Correlation-Request-Id"], answer.Headers.GetValues("Access-Control-Expose-Headers"));
        Assert.Equal(2, answer.Headers.GetValues("Strict-Transport-Security").Count());
        Assert.Equal("AzureContainerRegistry", answer.Headers.Server.ToString());
        Assert.Equal(
            """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required, visit https://aka.ms/acr/authorization for more information.","detail":null}]}""" + "\n",
            await BodyAsync(answer));
    }

    [Theory]
    [InlineData("hello", "-", """[{"Type":"repository","Name":"hello","Actions":["pull","push"]}]""")]
    [InlineData("hello", "user", """[{"Type":"repository","Name":"*","Actions":["pull","push"]}]""")]
    [InlineData("public/hello", "anonymous", """[{"Type":"repository","Name":"*","Actions":["pull"]}]""")]
    public async Task An_access_token_comes_in_chunks_with_claims_in_the_casing_of_the_service(string repository, string who, string access)
    {
        using HttpResponseMessage answer = await TokenAsync(repository, who);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.TransferEncodingChunked);
        Assert.Equal("openresty", answer.Headers.Server.ToString());
        Assert.Equal(access, Claims(await BodyAsync(answer), "access_token").GetProperty("access").GetRawText());
    }

    [Fact]
    public async Task An_anonymous_token_opens_the_public_repositories_only()
    {
        using HttpResponseMessage token = await TokenAsync("public/hello", "anonymous");
        string bearer = Token(await BodyAsync(token), "access_token");

        using HttpResponseMessage open = await GetAsync("/v2/public/hello/manifests/latest", bearer);
        using HttpResponseMessage closed = await GetAsync("/v2/hello/manifests/latest", bearer);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (open.StatusCode, closed.StatusCode));
        Assert.Contains("""scope="repository:hello:pull",error="insufficient_scope""" + '"', closed.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains(""""detail":[{"Type":"repository","Name":"hello","Action":"pull"}]"""", await BodyAsync(closed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/hello/manifests/no-such", """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \"no-such\" is not found","detail":{"Tag":"no-such"}}]}""")]
    [InlineData("/v2/no/such/tags/list", """{"errors":[{"code":"NAME_UNKNOWN","message":"repository \"no/such\" is not found"}]}""")]
    [InlineData("/v2/hello/blobs/sha256:00", """{"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry"}]}""")]
    public async Task What_is_not_there_is_answered_in_the_words_of_the_service(string path, string body)
    {
        string repository = path.StartsWith("/v2/no", StringComparison.Ordinal) ? "no/such" : "hello";
        using HttpResponseMessage token = await TokenAsync(repository, "-", "pull,metadata_read");

        using HttpResponseMessage answer = await GetAsync(path, Token(await BodyAsync(token), "access_token"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(body + "\n", await BodyAsync(answer));
        Assert.True(Guid.TryParse(answer.Headers.GetValues("X-Ms-Request-Id").Single(), out _));
    }

    [Fact]
    public async Task The_firewall_names_the_address_and_the_correlation_id()
    {
        using HttpResponseMessage answer = await _client.GetAsync(new Uri($"https://{_simulated.Azure["forbidden"].LoginServer}/v2/"), TestContext.Current.CancellationToken);

        string correlation = answer.Headers.GetValues("X-Ms-Correlation-Request-Id").Single();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains($"client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access. CorrelationId: {correlation}", await BodyAsync(answer), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _client.Dispose();
        _authority.Dispose();
    }

    private static async Task<string> BodyAsync(HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string Token(string body, string name) => JsonDocument.Parse(body).RootElement.GetProperty(name).GetString()!;

    private static JsonElement Claims(string body, string name) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(Token(body, name).Split('.')[1])).RootElement;

    private async Task<HttpResponseMessage> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{Server}{path}");
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> TokenAsync(string repository, string who, string actions = "pull,push")
    {
        if (who != "-")
        {
            string scope = who == "anonymous" ? $"repository:{repository}:pull" : $"repository:{repository}:{actions}";
            using var get = new HttpRequestMessage(HttpMethod.Get, $"https://{Server}/oauth2/token?service={Server}&scope={scope}");
            string user = $"{_simulated.Azure.UserName}:{_simulated.Azure.Password}";
            get.Headers.Authorization = who == "anonymous" ? null : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
            return await _client.SendAsync(get, TestContext.Current.CancellationToken);
        }

        using HttpResponseMessage exchanged = await PostAsync("/oauth2/exchange", ("grant_type", "access_token"), ("access_token", _simulated.Azure.Identity.IssueEntraToken()));
        Assert.True(exchanged.Headers.TransferEncodingChunked);
        return await PostAsync(
            "/oauth2/token", ("grant_type", "refresh_token"), ("refresh_token", Token(await BodyAsync(exchanged), "refresh_token")), ("scope", $"repository:{repository}:{actions}"));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([new("service", Server), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await _client.PostAsync(new Uri($"https://{Server}{path}"), form, TestContext.Current.CancellationToken);
    }
}
