using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Without -Repository, an image of the catalog is followed to the host of its layers.</summary>
public sealed class DefaultDataEndpointTests(Simulated simulated)
{
    [Fact]
    public async Task A_healthy_registry_is_followed_to_its_layers_over_the_connection_that_is_open()
    {
        using var engine = new ModuleEngine();
        await using Simulated own = await Simulated.StartAsync();
        SimulatedRegistry registry = own.Azure.Healthy;

        ScriptOutcome outcome = own.Check(engine, registry.LoginServer);

        CheckResult result = outcome.Check("DataEndpoint");
        Assert.Equal("Passed", result.Status);
        Assert.Contains("hello:", result.Message, StringComparison.Ordinal);
        Assert.Equal(1, registry.Traffic.Connections);
        Assert.Equal(1, own.Azure.DataEndpointTraffic.Connections);
        Assert.Equal(
            ["GET /v2/", "POST /oauth2/exchange", "POST /oauth2/token", "GET /v2/_catalog", "POST /oauth2/token", "GET /v2/hello/tags/list", "GET /v2/hello/manifests/", "GET /v2/hello/blobs/"],
            registry.Traffic.Log.Select(request => $"{request.Method} {Shortened(request.Target)}"));
    }

    [Theory]
    [InlineData("data-endpoint-blocked", "LayerHostUnreachable")]
    [InlineData("data-endpoint-dns", "LayerHostUnreachable")]
    [InlineData("data-endpoint-tls", "CertificateSelfSigned")]
    [InlineData("data-endpoint-hang", "RequestUnanswered")]
    [InlineData("data-endpoint-stall", "TransferStalled")]
    [InlineData("data-endpoint-denied", "StorageAccessDenied")]
    [InlineData("data-endpoint-expired", "LayerLinkRejected")]
    [InlineData("data-endpoint-gone", "LayerGone")]
    [InlineData("data-endpoint-503", "DataHostFailed")]
    [InlineData("data-endpoint-teapot", "DataHostDenied")]
    [InlineData("data-endpoint-corrupt", "LayerChanged")]
    [InlineData("data-endpoint-redirect", "DataHostRedirected")]
    [InlineData("redirect-http", "BlobRedirectInvalid")]
    [InlineData("redirect-nowhere", "BlobRedirectInvalid")]
    public void A_fault_of_the_data_host_fails_although_sign_in_works(string fault, string finding)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 3");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(("DataEndpoint", "DATA_ENDPOINT_ERROR", finding), (failure.Check, failure.ErrorCode, failure.Finding));
        Assert.All(failure.Remediation.Append(failure.Message), text => Assert.DoesNotContain("c2lnbmF0dXJl", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_manifest_that_never_comes_is_the_request_that_is_named()
    {
        using var engine = new ModuleEngine();

        CheckResult result = simulated.Check(engine, simulated.Azure["manifest-hang"].LoginServer, "-TimeoutSeconds 2").Check("DataEndpoint");

        Assert.Equal(("Failed", "RequestUnanswered"), (result.Status, result.Finding));
        Assert.Contains("/manifests/", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repository-denied")]
    [InlineData("repository-abac")]
    [InlineData("repository-locked")]
    [InlineData("manifest-unknown")]
    [InlineData("manifest-html")]
    [InlineData("manifest-500")]
    [InlineData("blob-missing")]
    [InlineData("blob-teapot")]
    public void If_nothing_can_be_sampled_nothing_fails_and_verbose_output_says_why(string fault)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-Verbose");

        Assert.Equal(DefaultChecks.UpToTheApi, outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        Assert.Contains(outcome.Verbose, line => line.Contains("could be sampled", StringComparison.Ordinal) && line.Contains("-Repository", StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_that_is_asked_for_by_name_says_why_it_has_nothing_to_follow()
    {
        using var engine = new ModuleEngine();

        CheckResult result = simulated.Check(engine, simulated.Azure["repository-abac"].LoginServer, "-Check DataEndpoint").Check("DataEndpoint");

        Assert.Equal("Skipped", result.Status);
        Assert.Contains("-Repository", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_excluded_and_then_costs_nothing()
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken);

        ScriptOutcome outcome = engine.Run(
            "param($registry, $authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + "Test-AcrHealth $registry -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm*, DataEndpoint",
            registry.LoginServer,
            simulated.Authority,
            simulated.Azure.Identity.IssueEntraToken());

        Assert.Equal(DefaultChecks.UpToTheApi, outcome.Results.Select(result => result.Check));
        Assert.Equal(4, registry.Traffic.Requests);
    }

    [Theory]
    [InlineData("blob-missing", "MANIFEST_ERROR", "BlobMissing")]
    [InlineData("blob-teapot", "DATA_ENDPOINT_ERROR", "BlobRefused")]
    public void A_blob_that_the_registry_does_not_give_fails_for_an_image_that_was_named(string fault, string code, string finding)
    {
        using var engine = new ModuleEngine();

        CheckResult result = simulated.Check(engine, simulated.Azure[fault].LoginServer, "-Repository hello").Check("DataEndpoint");

        Assert.Equal(("Failed", code, finding), (result.Status, result.ErrorCode, result.Finding));
    }

    [Fact]
    public void Layers_at_another_host_are_checked_there_for_an_image_that_was_named()
    {
        using var engine = new ModuleEngine();

        CheckResult named = simulated.Check(engine, simulated.Azure["foreign-layer"].LoginServer, "-Repository hello").Check("DataEndpoint");
        CheckResult sampled = simulated.Check(engine, simulated.Azure["foreign-layer"].LoginServer).Check("DataEndpoint");

        Assert.Equal(("Failed", "ForeignLayerUnreachable"), (named.Status, named.Finding));
        Assert.Contains("base-layers.acrhealth.invalid", named.Message, StringComparison.Ordinal);
        Assert.Contains("base-layers.acrhealth.invalid", named.Remediation[0], StringComparison.Ordinal);
        Assert.Equal("Passed", sampled.Status);
    }

    private static string Shortened(string target)
    {
        string path = target.Split('?')[0];
        return path.Contains("/manifests/", StringComparison.Ordinal) || path.Contains("/blobs/", StringComparison.Ordinal) ? path[..(path.LastIndexOf('/') + 1)] : path;
    }
}
