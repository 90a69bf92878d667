using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The simulator's Resource Manager, as strict as the real one about who asks.</summary>
public sealed class ResourceManagerTests(ResourceManagerTests.TwoRegistries registries) : IClassFixture<ResourceManagerTests.TwoRegistries>
{
    private const string Audience = "https://management.azure.com/";

    private AzureSimulator Azure => registries.Azure;

    [Fact]
    public async Task Without_a_token_it_tells_nothing_but_where_to_sign_in()
    {
        using HttpResponseMessage answer = await GetAsync("subscriptions", token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(Azure.Identity.AuthorityHost.AbsoluteUri, answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "https://containerregistry.azure.net")]
    [InlineData(-1, Audience)]
    public async Task A_token_for_another_service_or_one_that_has_expired_is_refused(int minutes, string audience)
    {
        string token = Azure.Identity.IssueEntraToken(TimeSpan.FromMinutes(minutes), audience);

        using HttpResponseMessage answer = await GetAsync("subscriptions", token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("InvalidAuthenticationToken", await ReadAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_token_every_registry_is_listed_with_its_login_server()
    {
        string path = $"subscriptions/{Azure.ResourceManager.SubscriptionId}/providers/Microsoft.ContainerRegistry/registries";

        using HttpResponseMessage answer = await GetAsync(path, Azure.Identity.IssueEntraToken(audience: Audience));

        JsonArray listed = JsonNode.Parse(await ReadAsync(answer))!["value"]!.AsArray();
        Assert.Equal(
            Azure.Registries.Select(registry => (registry.ResourceName, registry.LoginServer)),
            listed.Select(item => (item!["name"]!.GetValue<string>(), item["properties"]!["loginServer"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("simhealthy", HttpStatusCode.OK)]
    [InlineData("SimTlsExpired", HttpStatusCode.OK)]
    [InlineData("simnosuchregistry", HttpStatusCode.NotFound)]
    public async Task A_registry_is_found_by_its_name_in_any_case(string name, HttpStatusCode status)
    {
        string healthy = Azure.ResourceManager.ResourceIdOf(Azure.Healthy);
        string path = healthy[1..].Replace(Azure.Healthy.ResourceName, name, StringComparison.Ordinal);

        using HttpResponseMessage answer = await GetAsync(path, Azure.Identity.IssueEntraToken(audience: Audience));

        Assert.Equal(status, answer.StatusCode);
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using HttpClient client = TrustingClient.Create(Azure.CertificateAuthority);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Azure.ResourceManager.Endpoint, path + "?api-version=2023-07-01"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public sealed class TwoRegistries : IAsyncLifetime
    {
        public AzureSimulator Azure { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Azure = await AzureSimulator.StartAsync(new() { Faults = ["tls-expired"] }, TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => Azure.DisposeAsync();
    }
}
