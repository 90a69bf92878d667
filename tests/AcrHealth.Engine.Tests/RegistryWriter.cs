using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using AcrHealth.Simulator;

namespace AcrHealth.Engine.Tests;

/// <summary>Another client of a simulated registry, which pushes images and lists tags.</summary>
internal sealed class RegistryWriter : IDisposable
{
    private readonly HttpClient _client;
    private readonly AzureSimulator _azure;

    public RegistryWriter(SimulatedRegistry registry, AzureSimulator azure)
    {
        _azure = azure;
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { azure.CertificateAuthority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        _client = new(handler) { BaseAddress = new($"https://{registry.LoginServer}") };
    }

    /// <summary>Pushes an image with the media types that the module's own test image has.</summary>
    public async Task PushAsync(string repository, string tag, int layers = 1)
    {
        JsonObject config = await UploadAsync(repository, "application/vnd.oci.image.config.v1+json", "{\"tag\":\"" + tag + "\"}");
        var blobs = new JsonArray();
        for (int i = 0; i < layers; i++)
        {
            blobs.Add(await UploadAsync(repository, "application/vnd.oci.image.layer.v1.tar", $"{tag} {i}"));
        }

        const string Type = "application/vnd.oci.image.manifest.v1+json";
        var manifest = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = Type, ["config"] = config, ["layers"] = blobs };
        using var content = new StringContent(manifest.ToJsonString(), MediaTypeHeaderValue.Parse(Type));
        await SendAsync(HttpMethod.Put, $"/v2/{repository}/manifests/{tag}", $"repository:{repository}:pull,push", content);
    }

    /// <summary>The tags of a repository.</summary>
    public async Task<string[]> TagsAsync(string repository)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, $"/v2/{repository}/tags/list", $"repository:{repository}:metadata_read", null);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return [.. body["tags"]!.AsArray().Select(tag => (string)tag!)];
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonObject> UploadAsync(string repository, string type, string text)
    {
        string scope = $"repository:{repository}:pull,push";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
        using HttpResponseMessage begun = await SendAsync(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/", scope, null);
        string place = begun.Headers.Location!.OriginalString;
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/octet-stream") } };
        using HttpResponseMessage _ = await SendAsync(
            HttpMethod.Put, $"{place}{(place.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(digest)}", scope, content);
        return new() { ["mediaType"] = type, ["digest"] = digest, ["size"] = bytes.Length };
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string scope, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", await TokenAsync(scope));
        HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.EnsureSuccessStatusCode();
    }

    private async Task<string> TokenAsync(string scope)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["service"] = _client.BaseAddress!.Authority,
            ["scope"] = scope,
            ["username"] = _azure.UserName,
            ["password"] = _azure.Password,
        });
        using HttpResponseMessage response = await _client.PostAsync("/oauth2/token", form, TestContext.Current.CancellationToken);
        JsonNode body = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (string)body["access_token"]!;
    }
}
