using System.Net;
using System.Net.Http.Headers;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Covers a third-party registry with the token service of the simulator.</summary>
public sealed class TokenRegistryTests(TokenRegistry registry) : IClassFixture<TokenRegistry>, IAsyncLifetime
{
    private const string Catalog = "registry:catalog:*";

    private EnvironmentScope? _environment;

    public async ValueTask InitializeAsync()
    {
        await registry.StartAsync();
        _environment = new(("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null));
    }

    public ValueTask DisposeAsync()
    {
        _environment?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Every_check_passes_to_the_end_with_an_Entra_token()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(
            "param($registry, $authority, $token) Test-AcrHealth $registry -CACertificate $authority -AccessToken $token -ExcludeCheck Docker*, Helm*",
            registry.LoginServer,
            registry.AuthorityFile,
            new NetworkCredential(string.Empty, registry.Azure.Identity.IssueEntraToken()).SecurePassword);

        Assert.Empty(outcome.Errors);
        // A registry without images has no layers whose host could be sampled.
        Assert.Equal(
            DefaultChecks.OfARegistry.Where(check => check != "DataEndpoint"),
            outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.True(result.Status == "Passed", result.ToString()));
    }

    [Fact]
    public void An_image_is_pushed_pulled_back_and_deleted_again()
    {
        using var engine = new ModuleEngine();

        CheckResult push = engine.Run(
            "param($registry, $authority, $token) Test-AcrHealth $registry -CACertificate $authority -AccessToken $token -Check Push -PushTo team/acrhealth -Force",
            registry.LoginServer,
            registry.AuthorityFile,
            new NetworkCredential(string.Empty, registry.Azure.Identity.IssueEntraToken()).SecurePassword).Check("Push");

        Assert.True(push.Status == "Passed", push.ToString());
        Assert.Contains($"DELETE /v2/team/acrhealth/manifests/{push.DetailOf("Digest")}", registry.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_repository_is_distinguished_from_a_missing_tag()
    {
        using var engine = new ModuleEngine();

        CheckResult failure = Assert.Single(
            engine.Run(
                "param($registry, $authority, $token) Test-AcrHealth $registry -CACertificate $authority -AccessToken $token -ExcludeCheck Docker*, Helm* -Repository no/such",
                registry.LoginServer,
                registry.AuthorityFile,
                new NetworkCredential(string.Empty, registry.Azure.Identity.IssueEntraToken()).SecurePassword).Results,
            result => result.Status == "Failed");

        Assert.Equal(("RepositoryAccess", "REPOSITORY_NOT_FOUND_ERROR"), (failure.Check, failure.ErrorCode));
    }

    [Fact]
    public async Task The_registry_takes_an_access_token_of_its_token_service()
    {
        string token = await TokenRequests.AccessTokenAsync(registry.Azure, Catalog);

        Assert.Equal(HttpStatusCode.OK, await ListAsync(token));
    }

    [Fact]
    public async Task The_registry_refuses_the_same_token_with_the_signature_of_another()
    {
        string token = await TokenRequests.AccessTokenAsync(registry.Azure, Catalog);
        string other = await TokenRequests.AccessTokenAsync(registry.Azure, Catalog + " repository:hello:pull");

        string forged = token[..token.LastIndexOf('.')] + other[other.LastIndexOf('.')..];

        Assert.Equal(HttpStatusCode.Unauthorized, await ListAsync(forged));
    }

    private async Task<HttpStatusCode> ListAsync(string token)
    {
        using HttpClient client = registry.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://{registry.LoginServer}/v2/_catalog"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
