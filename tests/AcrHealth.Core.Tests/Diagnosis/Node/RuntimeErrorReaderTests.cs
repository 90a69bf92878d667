using AcrHealth.Diagnosis.Node;
using AcrHealth.Nodes;

namespace AcrHealth.Core.Tests.Diagnosis.Node;

public sealed class RuntimeErrorReaderTests
{
    private const string Image = "contoso.azurecr.io/web/app:v1";
    private const string Resolve = $"rpc error: code = Unknown desc = failed to pull and unpack image \"{Image}\": failed to resolve reference \"{Image}\": ";

    public static TheoryData<string, string> Texts => new()
    {
        { Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", nameof(RuntimeErrorCause.NoCredential) },
        { Resolve + "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://contoso.azurecr.io/oauth2/token?scope=repository%3Aweb%2Fapp%3Apull&service=contoso.azurecr.io: 401 Unauthorized", nameof(RuntimeErrorCause.NoCredential) },
        { Resolve + "failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized", nameof(RuntimeErrorCause.CredentialRefused) },
        { Resolve + "failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://contoso.azurecr.io/oauth2/token: 403 Forbidden", nameof(RuntimeErrorCause.Forbidden) },
        { Resolve + "failed to authorize: failed to fetch oauth token: unexpected status: 429 Too Many Requests", nameof(RuntimeErrorCause.Throttled) },
        { Resolve + "failed to authorize: failed to fetch oauth token: Post \"https://contoso.azurecr.io/oauth2/token\": dial tcp 20.0.0.1:443: i/o timeout", nameof(RuntimeErrorCause.TimedOut) },
        { Resolve + "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", nameof(RuntimeErrorCause.PullDenied) },
        { $"rpc error: code = NotFound desc = failed to pull and unpack image \"{Image}\": failed to resolve reference \"{Image}\": {Image}: not found", nameof(RuntimeErrorCause.NotFound) },
        { $"rpc error: code = NotFound desc = failed to pull and unpack image \"{Image}\": no match for platform in manifest: not found", nameof(RuntimeErrorCause.PlatformMissing) },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host", nameof(RuntimeErrorCause.HostNotFound) },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: read udp 10.1.0.4:40000->10.0.0.10:53: i/o timeout", nameof(RuntimeErrorCause.DnsFailed) },
        { Resolve + "failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": tls: failed to verify certificate: x509: certificate signed by unknown authority", nameof(RuntimeErrorCause.CertificateUntrusted) },
        { Resolve + "unexpected status from HEAD request to https://contoso.azurecr.io/v2/web/app/manifests/v1: 503 Service Unavailable", nameof(RuntimeErrorCause.ServerError) },
        { Resolve + "media type \"application/vnd.docker.distribution.manifest.v1+prettyjws\" is no longer supported since containerd v2.1", nameof(RuntimeErrorCause.OldSchema) },
        { $"failed to pull and unpack image \"{Image}\": failed to copy: httpReadSeeker: failed open: failed to do request: Get \"https://eus.blob.core.windows.net/x\": dial tcp 20.0.0.2:443: i/o timeout", nameof(RuntimeErrorCause.TimedOut) },
        { $"failed to pull and unpack image \"{Image}\": failed to copy: httpReadSeeker: failed open: content at https://contoso.azurecr.io/v2/web/app/manifests/sha256:ab not found: not found", nameof(RuntimeErrorCause.LayerMissing) },
        { "pull QPS exceeded", nameof(RuntimeErrorCause.KubeletThrottled) },
        { $"Back-off pulling image \"{Image}\"", nameof(RuntimeErrorCause.BackOff) },
        { $"Back-off pulling image \"{Image}\": ErrImagePull: rpc error: code = NotFound desc = {Image}: not found", nameof(RuntimeErrorCause.NotFound) },
        { "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.", nameof(RuntimeErrorCause.PullSecretMissing) },
        { $"Container image \"{Image}\" is not present with pull policy of Never", nameof(RuntimeErrorCause.PullPolicyNever) },
        { $"initializing source docker://{Image}: reading manifest v1 in contoso.azurecr.io/web/app: unauthorized: authentication required", nameof(RuntimeErrorCause.Unauthorized) },
        { $"initializing source docker://{Image}: unable to retrieve auth token: invalid username/password: unauthorized: authentication required", nameof(RuntimeErrorCause.CredentialRefused) },
        { $"initializing source docker://{Image}: reading manifest v1 in contoso.azurecr.io/web/app: manifest unknown", nameof(RuntimeErrorCause.NotFound) },
        { "choosing image instance: no image found in manifest list for architecture \"arm64\", variant \"v8\", OS \"linux\"", nameof(RuntimeErrorCause.PlatformMissing) },
        { "Error response from daemon: Get \"https://contoso.azurecr.io/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)", nameof(RuntimeErrorCause.TimedOut) },
        { "failed to extract layer sha256:ab: write /var/lib/containerd/x: no space left on device: unknown", nameof(RuntimeErrorCause.NoSpaceLeft) },
        { "couldn't parse image name \"contoso.azurecr.io/Web\": invalid reference format: repository name must be lowercase", nameof(RuntimeErrorCause.NameInvalid) },
        { "failed to get credential from external registry credential provider: error execing credential provider plugin acr-credential-provider: exit status 1", nameof(RuntimeErrorCause.CredentialProviderFailed) },
        { "something else", nameof(RuntimeErrorCause.Unknown) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_wording_gives_the_cause_away(string text, string cause) => Assert.Equal(cause, RuntimeErrorReader.Read(text, Image).Cause.ToString());

    [Theory]
    [InlineData("failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", false)]
    [InlineData("failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized", true)]
    [InlineData("unexpected status from HEAD request to https://contoso.azurecr.io/v2/web/app/manifests/v1: 401 Unauthorized", null)]
    public void The_kind_of_token_tells_whether_a_credential_was_attached(string reason, bool? hadCredential)
    {
        RuntimeError error = RuntimeErrorReader.Read(Resolve + reason, Image);

        Assert.Equal(hadCredential, error.HadCredential);
        Assert.False(error.IsCertain);
        Assert.Equal("CredentialProvider", error.NextCheck);
    }

    [Theory]
    [InlineData("failed to do request: Head \"https://mirror.contoso.com/v2/web/app/manifests/v1?ns=contoso.azurecr.io\": dial tcp: lookup mirror.contoso.com: no such host", "mirror.contoso.com", true)]
    [InlineData("failed to do request: Head \"https://contoso.azurecr.io/v2/web/app/manifests/v1\": dial tcp: lookup contoso.azurecr.io: no such host", "contoso.azurecr.io", false)]
    public void The_failure_of_a_mirror_hides_what_the_registry_answered(string reason, string host, bool isMirror)
    {
        RuntimeError error = RuntimeErrorReader.Read(Resolve + reason, Image);

        Assert.Equal((host, isMirror), (error.Host, error.IsMirror));
        Assert.Equal(isMirror ? "ContainerdConfiguration" : "Dns", error.NextCheck);
    }

    [Theory]
    [InlineData("contoso.azureacr.io", true)]
    [InlineData("contoso.azurecr.com", true)]
    [InlineData("contoso.azurecr.io", false)]
    [InlineData("contoso.azurecr.cn", false)]
    [InlineData("registry.contoso.com", false)]
    public void A_misspelled_login_server_is_recognized(string host, bool isMisspelled)
    {
        RuntimeError error = RuntimeErrorReader.Read(
            $"failed to resolve reference \"{host}/app:v1\": failed to do request: Head \"https://{host}/v2/app/manifests/v1\": dial tcp: lookup {host}: no such host", $"{host}/app:v1");

        Assert.Equal(isMisspelled ? RuntimeErrorCause.HostMisspelled : RuntimeErrorCause.HostNotFound, error.Cause);
    }

    [Fact]
    public void The_name_of_the_image_is_not_evidence() => Assert.Equal(
        RuntimeErrorCause.ServerError,
        RuntimeErrorReader.Read("failed to resolve reference \"contoso.azurecr.io/pull-access-denied:not-found\": unexpected status: 500 Internal Server Error", "contoso.azurecr.io/pull-access-denied:not-found").Cause);

    [Fact]
    public void A_layer_that_fails_is_distinguished_from_the_manifest()
    {
        RuntimeError error = RuntimeErrorReader.Read(
            $"failed to pull and unpack image \"{Image}\": failed to copy: httpReadSeeker: failed open: failed to do request: Get \"https://eus.blob.core.windows.net/x\": dial tcp 20.0.0.2:443: i/o timeout", Image);

        Assert.Equal(("eus.blob.core.windows.net", true, false, "DataEndpoint"), (error.Host, error.IsDownload, error.IsMirror, error.NextCheck));
    }
}
