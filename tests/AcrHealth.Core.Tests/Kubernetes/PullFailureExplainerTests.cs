using System.Text.Json.Nodes;
using AcrHealth.Kubernetes;

namespace AcrHealth.Core.Tests.Kubernetes;

public sealed class PullFailureExplainerTests
{
    private const string Image = PodFixture.Image;
    private const string Resolve = PodFixture.Resolve;

    public static TheoryData<string, string, string?> Words => new()
    {
        { Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", "PodNoCredential", "CONNECTIVITY_ACCESS_TOKEN_ERROR" },
        { Resolve + "failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized", "PodCredentialRefused", "CONNECTIVITY_ACCESS_TOKEN_ERROR" },
        { Resolve + "unexpected status from HEAD request to https://contoso.azurecr.io/v2/web/app/manifests/v1: 401 Unauthorized", "PodUnauthorized", "CONNECTIVITY_ACCESS_TOKEN_ERROR" },
        { Resolve + "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", "PodPullDenied", "REPOSITORY_ACCESS_ERROR" },
        { "failed to get credential from external registry credential provider: error execing credential provider plugin acr-credential-provider: exit status 1", "PodCredentialProviderFailed", "CONNECTIVITY_ACCESS_TOKEN_ERROR" },
        { $"rpc error: code = NotFound desc = failed to pull and unpack image \"{Image}\": failed to resolve reference \"{Image}\": {Image}: not found", "PodImageNotFound", "MANIFEST_ERROR" },
        { $"rpc error: code = NotFound desc = failed to pull and unpack image \"{Image}\": no match for platform in manifest: not found", "PodPlatformMissing", "PLATFORM_ERROR" },
        { Resolve + "media type \"application/vnd.docker.distribution.manifest.v1+prettyjws\" is no longer supported since containerd v2.1", "PodImageUnusable", "MANIFEST_ERROR" },
        { "a Windows version 10.0.26100-based image is incompatible with a 10.0.20348 host", "PodWindowsVersion", "PLATFORM_ERROR" },
        { "couldn't parse image name \"contoso.azurecr.io/Web\": invalid reference format: repository name must be lowercase", "PodImageNameInvalid", null },
        { $"Container image \"{Image}\" is not present with pull policy of Never", "PodPullPolicyNever", null },
        { "SignatureValidationFailed: image pull failed: A signature was required, but no signature exists", "PodSignatureRefused", null },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host", "PodHostNotFound", "CONNECTIVITY_DNS_ERROR" },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: read udp 10.1.0.4:40000->10.0.0.10:53: i/o timeout", "PodDnsFailed", "CONNECTIVITY_DNS_ERROR" },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": dial tcp 20.0.0.1:443: i/o timeout", "PodHostUnreachable", "LOGIN_SERVER_ERROR" },
        { $"failed to pull and unpack image \"{Image}\": failed to copy: httpReadSeeker: failed open: failed to do request: Get \"https://eus.blob.core.windows.net/x\": dial tcp 20.0.0.2:443: i/o timeout", "PodLayerHostUnreachable", "DATA_ENDPOINT_ERROR" },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": tls: failed to verify certificate: x509: certificate signed by unknown authority", "PodCertificateRefused", "CONNECTIVITY_SSL_ERROR" },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": proxyconnect tcp: dial tcp 10.0.0.4:3128: connect: connection refused", "PodProxyFailed", "PROXY_ERROR" },
        { Resolve + "failed to authorize: failed to fetch oauth token: denied: client with IP '20.1.2.3' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.", "PodFirewall", "CONNECTIVITY_FORBIDDEN_ERROR" },
        { Resolve + "failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden", "PodForbidden", "CONNECTIVITY_FORBIDDEN_ERROR" },
        { Resolve + "failed to authorize: failed to fetch oauth token: unexpected status: 429 Too Many Requests", "PodThrottled", "CONNECTIVITY_TOOMANYREQUESTS_ERROR" },
        { "pull QPS exceeded", "PodKubeletThrottled", null },
        { Resolve + "unexpected status from HEAD request to https://contoso.azurecr.io/v2/web/app/manifests/v1: 503 Service Unavailable", "PodServerError", "REGISTRY_API_ERROR" },
        { Resolve + "failed to do request: Head \"https://mirror.example/v2/web/app/manifests/v1?ns=contoso.azurecr.io\": dial tcp: lookup mirror.example: no such host", "PodMirrorFailed", null },
        { "failed to extract layer sha256:ab: write /var/lib/containerd/x: no space left on device: unknown", "PodNodeStorage", "DISK_SPACE_ERROR" },
        { $"Back-off pulling image \"{Image}\"", "PodBackOff", null },
        { "the dog ate it", "PodPullFailed", null },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task The_words_of_the_runtime_give_the_cause_with_its_code_and_remedies(string words, string cause, string? code)
    {
        PullFailure failure = await ExplainAsync(PodFixture.Pod("web-1", "ErrImagePull", words));

        Assert.Equal((cause, code), (failure.Cause, failure.ErrorCode));
        Assert.NotEmpty(failure.Remediation);
        Assert.DoesNotContain('{', failure.Message);
        Assert.Equal(("shop", "web-1", "app", Image, "aks-pool1-0"), (failure.Namespace, failure.Pod, failure.Container, failure.Image, failure.Node));
        Assert.Equal(("contoso.azurecr.io", "web/app:v1", "ReplicaSet", "web-5d4"), (failure.Registry, failure.Repository, failure.OwnerKind, failure.OwnerName));
    }

    [Fact]
    public async Task A_misspelled_login_server_is_named()
    {
        const string Wrong = "contoso.azureacr.io/web/app:v1";
        string words = $"failed to pull and unpack image \"{Wrong}\": failed to resolve reference \"{Wrong}\": failed to do request: Head \"https://contoso.azureacr.io/v2/web/app/manifests/v1\": dial tcp: lookup contoso.azureacr.io: no such host";

        PullFailure failure = await ExplainAsync(PodFixture.Pod("web-1", "ErrImagePull", words, Wrong));

        Assert.Equal("PodRegistryMisspelled", failure.Cause);
        Assert.Contains("contoso.azureacr.io does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvalidImageName", "PodImageNameInvalid")]
    [InlineData("ErrImageNeverPull", "PodPullPolicyNever")]
    public async Task The_reason_alone_is_enough_if_it_says_all(string reason, string cause) =>
        Assert.Equal(cause, (await ExplainAsync(PodFixture.Pod("web-1", reason, "Error"))).Cause);

    [Theory]
    [InlineData("initContainers")]
    [InlineData("containers")]
    [InlineData("ephemeralContainers")]
    public async Task The_events_have_the_words_when_the_kubelet_has_backed_off(string list)
    {
        JsonObject pod = PodFixture.Pod("web-1", "ImagePullBackOff", $"Back-off pulling image \"{Image}\"", list: list);
        pod["metadata"]!["uid"] = "u1";
        JsonObject late = PodFixture.Event(pod, $"Failed to pull image \"{Image}\": " + Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", list: list);
        JsonObject early = PodFixture.Event(pod, $"Failed to pull image \"{Image}\": pull QPS exceeded", list: list);
        early["lastTimestamp"] = "2020-01-01T00:00:00Z";

        PullFailure failure = await ExplainAsync(pod, late, PodFixture.Event(pod, "Error: ErrImagePull", list: list), early);

        Assert.Equal("PodNoCredential", failure.Cause);
        Assert.Equal("CredentialProvider", failure.NextCheck);
        Assert.Contains("failed to fetch anonymous token", failure.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_another_pod_or_container_are_not_taken_for_its_own()
    {
        JsonObject pod = PodFixture.Pod("web-1", "ImagePullBackOff", $"Back-off pulling image \"{Image}\"");
        pod["metadata"]!["uid"] = "u1";
        JsonObject other = PodFixture.Pod("web-1", "ErrImagePull");
        other["metadata"]!["uid"] = "u2";

        PullFailure failure = await ExplainAsync(pod, PodFixture.Event(other, "pull QPS exceeded"), PodFixture.Event(pod, "pull QPS exceeded", list: "initContainers"));

        Assert.Equal("PodBackOff", failure.Cause);
        Assert.Equal("ContainerdPull", failure.NextCheck);
    }

    [Theory]
    [InlineData("contoso.azurecr.io/app", "contoso.azurecr.io", "app:latest")]
    [InlineData("localhost:5000/team/app:v2", "localhost:5000", "team/app:v2")]
    [InlineData("nginx", "docker.io", "library/nginx:latest")]
    [InlineData("team/app:1", "docker.io", "team/app:1")]
    public async Task The_image_is_split_as_the_runtime_splits_it(string image, string registry, string repository)
    {
        PullFailure failure = await ExplainAsync(PodFixture.Pod("web-1", "ErrImagePull", "x", image));

        Assert.Equal((registry, repository), (failure.Registry, failure.Repository));
    }

    [Fact]
    public async Task A_digest_wins_over_a_tag()
    {
        string digest = "sha256:" + new string('a', 64);

        PullFailure failure = await ExplainAsync(PodFixture.Pod("web-1", "ErrImagePull", "x", $"contoso.azurecr.io/app:v1@{digest}"));

        Assert.Equal($"app@{digest}", failure.Repository);
    }

    [Fact]
    public void Containers_that_wait_for_something_else_are_passed_over()
    {
        Assert.Empty(PodReader.FailingContainers(PodFixture.Element(PodFixture.Pod("web-1", "CrashLoopBackOff"))));
        Assert.Empty(PodReader.FailingContainers(PodFixture.Element(PodFixture.Running("web-1"))));
        Assert.Empty(PodReader.FailingContainers(PodFixture.Element(new JsonObject { ["metadata"] = 5, ["status"] = "x" })));
    }

    [Fact]
    public async Task What_a_pod_is_called_reaches_no_command_line_as_anything_but_a_word()
    {
        PullFailure failure = await ExplainAsync(PodFixture.Pod("web-1", "ErrImagePull", "pull QPS exceeded\u001b[31m\nx", "contoso.azurecr.io/$(id):v1"));

        Assert.DoesNotContain(failure.Remediation, step => step.Contains("$(id)", StringComparison.Ordinal) && step.Contains('`'));
        Assert.DoesNotContain('\u001b', failure.Evidence);
    }

    private static async Task<PullFailure> ExplainAsync(JsonObject pod, params JsonObject[] events)
    {
        pod["metadata"]!["namespace"] = PodFixture.Space;
        FailingContainer container = Assert.Single(PodReader.FailingContainers(PodFixture.Element(pod)));
        var read = new PodEvents(PodFixture.Element(new JsonObject { ["items"] = new JsonArray([.. events]) }));
        var unreadable = new PodSecrets(new Kubectl("/no/such/kubectl"), _ => { });
        return await new PullFailureExplainer(read, unreadable, AcrHealth.Findings.PowerShellSyntax.Instance).ExplainAsync(container, TestContext.Current.CancellationToken);
    }
}
