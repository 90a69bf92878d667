using System.Runtime.InteropServices;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the requests for an image that -Repository names: up to the first bytes of a layer.</summary>
public sealed class PullPathTests(Simulated simulated)
{
    private static readonly string[] PullChecks = ["RepositoryAccess", "Manifest", "DataEndpoint", "Platform", "PullThroughput"];

    public static TheoryData<string, string> Faults =>
        [.. Fault.All.Where(fault => fault.SeenWith == "Repository" || fault.Code == "DATA_ENDPOINT_ERROR").Select(fault => (fault.Name, fault.Code!))];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_of_the_pull_gives_its_code_and_nothing_else_fails(string fault, string code)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, $"-Repository {SimulatedRegistry.Repository} {TimeFor(fault)}");

        Assert.Empty(outcome.Errors);
        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(code, failure.ErrorCode);
        Assert.NotEmpty(failure.Remediation);
        Assert.NotNull(failure.Source.Properties["HelpUri"].Value);
        Assert.Equal([.. DefaultChecks.UpToTheApi, .. PullChecks], outcome.Results.Select(result => result.Check));

        // A token that lacks what is needed is told where it is given, and what comes of that is the failure.
        Assert.All(outcome.Results.Take(DefaultChecks.UpToTheApi.Count).Where(result => result.Finding != "PermissionsMissing"), result => Assert.Equal("Passed", result.Status));
    }

    [Theory]
    [InlineData("token", "hello")]
    [InlineData("token", "hello:latest")]
    [InlineData("token", "hello:docker")]
    [InlineData("token", "public/hello:multi")]
    [InlineData("-Credential", "hello:multi")]
    [InlineData("-Anonymous", "public/hello:multi")]
    public void A_healthy_pull_passes_to_the_end_for_everybody_who_may(string way, string image)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = Pull(engine, simulated.Azure.Healthy, image, way);

        Assert.Empty(outcome.Errors);
        Assert.All(PullChecks.Where(check => check != "Platform"), check => Assert.True(outcome.Check(check).Status == "Passed", outcome.Check(check).ToString()));
        bool isCommon = RuntimeInformation.OSArchitecture is Architecture.X64 || (image.EndsWith("multi", StringComparison.Ordinal) && RuntimeInformation.OSArchitecture is Architecture.Arm64);
        Assert.Equal(isCommon ? "Passed" : "Warning", outcome.Check("Platform").Status);
    }

    [Fact]
    public void A_small_image_has_a_size_too()
    {
        using var engine = new ModuleEngine();

        Assert.Matches(@"one layer, 0\.\d kB\.$", Pull(engine, simulated.Azure.Healthy, "hello:latest", "token").Check("Manifest").Message);
    }

    [Fact]
    public void The_data_host_gets_no_credentials_and_its_signature_is_not_shown()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure.Healthy.LoginServer, "-Repository hello:large -Verbose");

        Assert.NotEmpty(simulated.Azure.DataEndpointTraffic.Log);
        Assert.All(simulated.Azure.DataEndpointTraffic.Log, request => Assert.Null(request.Authorization));
        Assert.All(outcome.Verbose, line => Assert.DoesNotContain("sig=", line, StringComparison.Ordinal));
        string request = Assert.IsType<string>(outcome.Check("DataEndpoint").DetailOf("Request"));
        Assert.DoesNotContain("?", request, StringComparison.Ordinal);
        Assert.StartsWith("GET https://127.0.0.1:", request, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blocked_data_endpoint_is_named_with_its_port_though_the_login_works()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure["data-endpoint-blocked"].LoginServer, "-Repository hello");

        CheckResult failure = outcome.Check("DataEndpoint");
        int port = Assert.IsType<int>(failure.DetailOf("Port"));
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("refuses connections", failure.Message, StringComparison.Ordinal);
        Assert.Equal("LayerHostUnreachable", failure.Finding);
        Assert.Contains(failure.Remediation, step => step.Contains("127.0.0.1", StringComparison.Ordinal) && step.Contains($"{port}", StringComparison.Ordinal));
        Assert.Equal(["DataEndpoint"], outcome.Check("PullThroughput").BlockedBy);
    }

    [Theory]
    [InlineData("data-endpoint-dns", "blobs.acrhealth.invalid:443")]
    [InlineData("data-endpoint-tls", "self-signed")]
    [InlineData("data-endpoint-hang", "no answer within 2 s")]
    [InlineData("data-endpoint-denied", "AuthorizationFailure")]
    [InlineData("data-endpoint-corrupt", "something other than the blob")]
    [InlineData("data-endpoint-redirect", "307")]
    [InlineData("redirect-http", "http://127.0.0.1")]
    [InlineData("redirect-nowhere", "Nothing was requested there")]
    [InlineData("repository-denied", "refused the pull of hello")]
    [InlineData("repository-abac", "refused the pull of hello")]
    [InlineData("repository-locked", "lock")]
    [InlineData("manifest-unknown", "latest")]
    [InlineData("manifest-html", "text/html")]
    [InlineData("manifest-corrupt", "does not match its digest")]
    [InlineData("wrong-platform", "linux/mips64le")]
    public void The_message_says_what_was_wrong(string fault, string says)
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.Check(engine, simulated.Azure[fault].LoginServer, $"-Repository hello {TimeFor(fault)}");

        string message = Assert.Single(outcome.Results, result => result.Status == "Failed").Message;
        Assert.Contains(says == "307" ? "302" : says, message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2lnbmF0dXJl", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_asked_of_a_host_without_TLS()
    {
        using var engine = new ModuleEngine();

        simulated.Check(engine, simulated.Azure["redirect-http"].LoginServer, "-Repository hello");

        Assert.Equal(0, simulated.Azure["redirect-http"].OtherHost!.Traffic.Connections);
    }

    [Theory]
    [InlineData("no/such", "RepositoryAccess", "REPOSITORY_NOT_FOUND_ERROR", "no/such")]
    [InlineData("hello:no-such", "Manifest", "MANIFEST_ERROR", "chart, docker, large, latest")]
    [InlineData("hello@sha256:0000000000000000000000000000000000000000000000000000000000000000", "Manifest", "MANIFEST_ERROR", "sha256:0000")]
    public void A_missing_repository_tag_and_digest_are_distinguished(string image, string check, string code, string says)
    {
        using var engine = new ModuleEngine();

        CheckResult failure = Assert.Single(
            simulated.Check(engine, simulated.Azure.Healthy.LoginServer, $"-Repository {image}").Results, result => result.Status == "Failed");

        Assert.Equal((check, code), (failure.Check, failure.ErrorCode));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello:chart", "Passed", "not for a specific platform")]
    [InlineData("hello:other-single", "Warning", "linux/mips64le")]
    public void Artifacts_and_images_of_other_platforms_can_be_pulled(string image, string status, string says)
    {
        using var engine = new ModuleEngine();

        CheckResult platform = simulated.Check(engine, simulated.Azure.Healthy.LoginServer, $"-Repository {image}").Check("Platform");

        Assert.Equal(status, platform.Status);
        Assert.Contains(says, platform.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_throughput_of_a_layer_is_measured()
    {
        using var engine = new ModuleEngine();

        CheckResult measured = simulated.Check(engine, simulated.Azure.Healthy.LoginServer, "-Repository hello:large").Check("PullThroughput");

        Assert.Equal("Passed", measured.Status);
        long bytes = Assert.IsType<long>(measured.DetailOf("BytesRead"));
        Assert.Equal(measured.DetailOf("LayerBytes"), bytes);
        Assert.True(bytes > 1024 * 1024);
        Assert.True(Assert.IsType<double>(measured.DetailOf("BytesPerSecond")) > 0);
        Assert.IsType<TimeSpan>(measured.DetailOf("TimeToFirstByte"));
    }

    [Fact]
    public async Task The_whole_pull_takes_one_connection_more()
    {
        using var engine = new ModuleEngine();
        await using Simulated own = await Simulated.StartAsync("two-challenges");
        SimulatedRegistry registry = own.Azure["two-challenges"];

        own.Check(engine, registry.LoginServer, "-Repository hello");

        Assert.Equal(1, registry.Traffic.Connections);
        Assert.Equal(1, own.Azure.DataEndpointTraffic.Connections);
    }

    [Fact]
    public void Without_a_repository_nothing_is_said_unless_a_check_is_asked_for_by_its_name()
    {
        using var engine = new ModuleEngine();

        Assert.Equal(DefaultChecks.OfARegistry, simulated.Check(engine, simulated.Azure.Healthy.LoginServer).Results.Select(result => result.Check));
        CheckResult skipped = simulated.Check(engine, simulated.Azure.Healthy.LoginServer, "-Check Manifest").Check("Manifest");

        Assert.Equal("Skipped", skipped.Status);
        Assert.Contains("-Repository", skipped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Team/App", "lower case")]
    [InlineData("app:1.0@sha256:0000000000000000000000000000000000000000000000000000000000000000", "Give one of them")]
    [InlineData("app@sha256:12", "not a digest")]
    [InlineData("app:-1", "not a tag")]
    [InlineData("contoso.azurecr.io/app", "-Registry")]
    [InlineData("localhost:5000/app", "-Registry")]
    public void An_invalid_image_is_rejected_with_the_valid_form(string image, string says)
    {
        using var engine = new ModuleEngine();

        Assert.Contains(says, engine.Run("Test-AcrHealth localhost:1 -Repository $args[0]", image).Refusal, StringComparison.Ordinal);
    }

    // Only what hangs is to be given up soon: on a busy machine, all else takes its time.
    private static string TimeFor(string fault) => fault.Split('-')[^1] is "hang" or "stall" ? "-TimeoutSeconds 2" : string.Empty;

    private ScriptOutcome Pull(ModuleEngine engine, SimulatedRegistry registry, string image, string way) => way switch
    {
        "-Anonymous" => simulated.CheckOnly(engine, registry.LoginServer, $"-Anonymous -Repository {image}"),
        "-Credential" => engine.Run(
            "param($registry, $authority, $user, $secret) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + $"Test-AcrHealth $registry -CACertificate $authority -Credential ([pscredential]::new($user, $secure)) -ExcludeCheck Docker*, Helm* -Repository {image}",
            registry.LoginServer, simulated.Authority, simulated.Azure.UserName, simulated.Azure.Password),
        _ => simulated.Check(engine, registry.LoginServer, $"-Repository {image}"),
    };
}
