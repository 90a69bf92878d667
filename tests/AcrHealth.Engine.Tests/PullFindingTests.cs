using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The cause of a failed pull, and its first remedy, by what clients and engines print: their real wordings, old and new.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class PullFindingTests : IDisposable
{
    private const string Image = "contoso.azurecr.io/team/app:1.0";
    private const string Get = "Error response from daemon: Get \"https://contoso.azurecr.io/v2/\": ";

    private readonly MachineSandbox _machine = new();

    [Theory]
    [InlineData("PullCertificateUntrusted", Get + "tls: failed to verify certificate: x509: certificate signed by unknown authority", "/etc/docker/certs.d/contoso.azurecr.io/ca.crt")]
    [InlineData("PullCertificateUntrusted", "Error response from daemon: Get https://contoso.azurecr.io/v2/: x509: certificate signed by unknown authority", "/etc/docker/certs.d/contoso.azurecr.io/ca.crt")]
    [InlineData("PullCertificateUntrusted", "Error response from daemon: failed to do request: Head \"https://eus.data.azurecr.io/x\": x509: self-signed certificate in certificate chain", "/etc/docker/certs.d/eus.data.azurecr.io/ca.crt")]
    [InlineData("PullCertificateName", Get + "x509: certificate is valid for *.fabrikam.com, not contoso.azurecr.io", "az acr list")]
    [InlineData("PullCertificateName", Get + "x509: cannot validate certificate for 10.0.0.4 because it doesn't contain any IP SANs", "az acr list")]
    [InlineData("PullClockWrong", Get + "x509: certificate has expired or is not yet valid: current time 2021-03-04T05:06:07Z is before 2026-01-01T00:00:00Z", "timedatectl")]
    [InlineData("PullCertificateExpired", Get + "x509: certificate has expired or is not yet valid: ", "Renew the certificate")]
    [InlineData("PullUnauthorized", "Error response from daemon: Head \"https://contoso.azurecr.io/v2/team/app/manifests/1.0\": unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.", "az acr login --name contoso")]
    [InlineData("PullUnauthorized", "Error response from daemon: Get https://contoso.azurecr.io/v2/team/app/manifests/1.0: no basic auth credentials", "az acr login --name contoso")]
    [InlineData("PullUnauthorized", "Error response from daemon: failed to resolve reference \"contoso.azurecr.io/team/app:1.0\": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", "az acr login --name contoso")]
    [InlineData("PullUnauthorized", "Error: initializing source docker://contoso.azurecr.io/team/app:1.0: unable to retrieve auth token: invalid username/password: unauthorized: authentication required", "az acr login --name contoso")]
    [InlineData("PullDenied", "Error response from daemon: pull access denied for contoso.azurecr.io/team/app, repository does not exist or may require 'docker login': denied: requested access to the resource is denied", "az acr login --name contoso")]
    [InlineData("PullDenied", "Error response from daemon: failed to resolve reference: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", "az acr login --name contoso")]
    [InlineData("PullFirewall", "Error response from daemon: Get \"https://contoso.azurecr.io/v2/\": denied: {\"errors\":[{\"code\":\"DENIED\",\"message\":\"client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.\"}]}", "az acr network-rule add --name contoso --ip-address 203.0.113.7")]
    [InlineData("PullForbidden", "Error response from daemon: error pulling image configuration: download failed after attempts=1: received unexpected HTTP status: 403 Forbidden", "Allow contoso.azurecr.io")]
    [InlineData("PullNotFound", "Error response from daemon: manifest for contoso.azurecr.io/team/app:1.0 not found: manifest unknown: manifest tagged by \"1.0\" is not found", "az acr repository show-tags --name contoso --repository team/app")]
    [InlineData("PullNotFound", "Error response from daemon: contoso.azurecr.io/team/app:1.0: not found", "az acr repository show-tags --name contoso --repository team/app")]
    [InlineData("PullNotFound", "Error: initializing source docker://contoso.azurecr.io/team/app:1.0: reading manifest 1.0 in contoso.azurecr.io/team/app: name unknown: repository name not known to registry", "az acr repository show-tags")]
    [InlineData("PullOtherPlatform", "no matching manifest for linux/arm64/v8 in the manifest list entries", "--platform linux/arm64/v8,linux/amd64 --tag contoso.azurecr.io/team/app:1.0")]
    [InlineData("PullOtherPlatform", "Error response from daemon: no match for platform in manifest: not found", "--tag contoso.azurecr.io/team/app:1.0")]
    [InlineData("PullOtherPlatform", "Error: choosing image instance: no image found in image index for architecture \"arm64\", variant \"v8\", OS \"linux\"", "--platform linux/arm64/v8,linux/amd64")]
    [InlineData("PullOtherPlatform", "image operating system \"windows\" cannot be used on this platform: operating system is not supported", "contoso.azurecr.io/team/app:1.0")]
    [InlineData("PullWindowsVersion", "a Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host", "ltsc2022")]
    [InlineData("PullDnsFailed", "Error response from daemon: Get \"https://contoso.azurecr.io/v2/\": dial tcp: lookup contoso.azurecr.io on 127.0.0.53:53: no such host", "/etc/resolv.conf")]
    [InlineData("PullDnsFailed", "error pulling image configuration: download failed after attempts=6: dial tcp: lookup eusmanaged.blob.core.windows.net: no such host", "resolves eusmanaged.blob.core.windows.net")]
    [InlineData("PullDnsTimedOut", Get + "dial tcp: lookup contoso.azurecr.io on 10.0.0.2:53: read udp 10.0.0.9:4321->10.0.0.2:53: i/o timeout", "systemctl restart docker")]
    [InlineData("PullDnsTimedOut", Get + "dial tcp: lookup contoso.azurecr.io on [::1]:53: server misbehaving", "systemctl restart docker")]
    [InlineData("PullProxyFailed", Get + "proxyconnect tcp: dial tcp 10.1.2.3:3128: connect: connection refused", "daemon.json (proxies)")]
    [InlineData("PullProxyAuthentication", Get + "Proxy Authentication Required", "daemon.json (proxies)")]
    [InlineData("PullConnectionTimedOut", Get + "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)", "reach contoso.azurecr.io on port 443")]
    [InlineData("PullConnectionTimedOut", "error pulling image configuration: download failed: Get \"https://contoso.eastus.data.azurecr.io/x/y\": dial tcp 20.1.2.3:443: i/o timeout", "reach contoso.eastus.data.azurecr.io on port 443")]
    [InlineData("PullConnectionTimedOut", Get + "net/http: TLS handshake timeout", "reach contoso.azurecr.io on port 443")]
    [InlineData("PullConnectionRefused", Get + "dial tcp 10.0.0.4:443: connect: connection refused", "Check host name and port")]
    [InlineData("PullConnectionLost", Get + "read tcp 10.0.0.9:55->20.1.2.3:443: read: connection reset by peer", "Pull again")]
    [InlineData("PullConnectionLost", "Error response from daemon: unexpected EOF", "Pull again")]
    [InlineData("PullNetworkUnreachable", Get + "dial tcp [2603:1030:210::5]:443: connect: network is unreachable", "Connect the engine's machine")]
    [InlineData("PullPlainHttp", Get + "http: server gave HTTP response to HTTPS client", "speaks HTTPS")]
    [InlineData("PullThrottled", "Error response from daemon: toomanyrequests: You have reached your pull rate limit.", "Wait a few minutes")]
    [InlineData("PullThrottled", "Error: reading manifest: received unexpected HTTP status: 429 Too Many Requests", "Wait a few minutes")]
    [InlineData("PullServerError", "Error response from daemon: received unexpected HTTP status: 503 Service Unavailable", "-Check DockerPull -SampleImage contoso.azurecr.io/team/app:1.0 -Force")]
    [InlineData("PullContentTrust", "Error: remote trust data does not exist for contoso.azurecr.io/team/app: contoso.azurecr.io does not have trust data for contoso.azurecr.io/team/app", "Remove-Item Env:DOCKER_CONTENT_TRUST")]
    [InlineData("PullHelperMissing", "error getting credentials - err: exec: \"docker-credential-desktop\": executable file not found in $PATH, out: ``", "credsStore")]
    [InlineData("NoSpaceLeft", "failed to register layer: write /usr/lib/x.so: no space left on device", "docker image prune --all")]
    [InlineData("StorageReadOnly", "Error response from daemon: mkdir /var/lib/docker/tmp: read-only file system", "systemctl restart docker")]
    [InlineData("UserNamespaceUnavailable", "Error: copying system image from manifest list: writing blob: potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow): Check /etc/subuid and /etc/subgid: lchown /etc/gshadow: invalid argument", "usermod --add-subuids")]
    [InlineData("UserNamespaceUnavailable", "failed to register layer: Container ID 1000000 cannot be mapped to a host ID", "usermod --add-subuids")]
    [InlineData("PullLayerPermission", "failed to register layer: ApplyLayer exit status 1 stdout: stderr: permission denied", "privileges")]
    [InlineData("PullStorageDriver", "failed to mount overlay: invalid argument", "storage-driver")]
    [InlineData("PullContentAltered", "filesystem layer verification failed for digest sha256:0123", "Pull again")]
    [InlineData("PullNotAnImage", "Error response from daemon: unsupported media type application/vnd.cncf.helm.config.v1+json", "oras pull contoso.azurecr.io/team/app:1.0")]
    [InlineData("PullNotAnImage", "error pulling image configuration: unsupported media type application/vnd.oci.image.manifest.v1+json", "oras pull")]
    [InlineData("PullOldSchema", "Error response from daemon: not implemented: media type \"application/vnd.docker.distribution.manifest.v1+prettyjws\" is no longer supported since containerd v2.1", "docker buildx build --tag contoso.azurecr.io/team/app:1.0")]
    [InlineData("PullNameInvalid", "invalid reference format: repository name (App) must be lowercase", "lower case")]
    [InlineData("CgroupsUnavailable", "Error response from daemon: cgroups: cgroup mountpoint does not exist: unknown", "cgroups")]
    [InlineData("PullFailed", "Error response from daemon: something that nobody has seen before", "docker pull contoso.azurecr.io/team/app:1.0")]
    public void The_cause_is_found_in_the_clients_output(string finding, string error, string firstRemedy)
    {
        CheckResult pull = Pull(error);

        Assert.Equal((finding, "Failed", "DOCKER_PULL_ERROR"), (pull.Finding, pull.Status, pull.ErrorCode));
        Assert.Contains(firstRemedy, pull.Remediation[0], StringComparison.Ordinal);
        Assert.InRange(pull.Remediation.Count, 1, 4);
    }

    [Theory]
    [InlineData("cgroup", "Error response from daemon: manifest for contoso.azurecr.io/cgroup:1.0 not found: manifest unknown", "PullNotFound")]
    [InlineData("unauthorized", "Error response from daemon: Get \"https://contoso.azurecr.io/v2/unauthorized/manifests/1.0\": dial tcp: lookup contoso.azurecr.io: no such host", "PullDnsFailed")]
    public void The_name_of_the_image_is_no_evidence(string repository, string error, string finding) =>
        Assert.Equal(finding, Pull(error, $"contoso.azurecr.io/{repository}:1.0").Finding);

    [Fact]
    public void What_debug_output_tries_is_no_evidence() => Assert.Equal(
        "PullNotFound",
        Pull("time=x level=debug msg=\"x509: certificate signed by unknown authority\"\nError: initializing source docker://contoso.azurecr.io/team/app:1.0: manifest unknown").Finding);

    [Fact]
    public void A_certificate_is_expired_if_the_engines_clock_is_right()
    {
        string now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("PullCertificateExpired", Pull($"{Get}x509: certificate has expired or is not yet valid: current time {now} is after 2020-01-01T00:00:00Z").Finding);
    }

    [Fact]
    public void A_registry_that_is_not_Azures_is_signed_in_to_by_the_client()
    {
        CheckResult pull = Pull("Error response from daemon: unauthorized: authentication required", "registry.fabrikam.com:5000/app:1");

        Assert.Equal("PullUnauthorized", pull.Finding);
        Assert.Contains("`docker login registry.fabrikam.com:5000`", pull.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Podmans_remedies_name_Podmans_command_and_files()
    {
        _machine.Client("podman", ("pull*", MachineSandbox.Fails("Error: initializing source: pinging container registry contoso.azurecr.io: Get \"https://contoso.azurecr.io/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority")));

        CheckResult pull = _machine.Run($"Test-AcrHealth -Check DockerPull -Force -SampleImage {Image}", ("DOCKER_COMMAND", "podman")).Check("DockerPull");

        Assert.Equal("PullCertificateUntrusted", pull.Finding);
        Assert.Contains("/etc/containers/certs.d/contoso.azurecr.io/ca.crt", pull.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_asks_for_another_platform_is_removed_first()
    {
        _machine.Client("docker", ("pull*", MachineSandbox.Fails("no matching manifest for linux/arm64/v8 in the manifest list entries")));

        CheckResult pull = _machine.Run($"Test-AcrHealth -Check DockerPull -Force -SampleImage {Image}", ("DOCKER_DEFAULT_PLATFORM", "linux/arm64/v8")).Check("DockerPull");

        Assert.Contains("`Remove-Item Env:DOCKER_DEFAULT_PLATFORM`", pull.Remediation[0], StringComparison.Ordinal);
        Assert.Contains(Image, pull.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_nobody_named_may_be_for_another_platform()
    {
        _machine.Client("docker", ("pull*", MachineSandbox.Fails("no matching manifest for linux/riscv64 in the manifest list entries")));

        Assert.Equal("Passed", _machine.Run("Test-AcrHealth -Check DockerPull -Force").Check("DockerPull").Status);
        Assert.Equal("Failed", _machine.Run("Test-AcrHealth -Check DockerPull -Force -SampleImage mcr.microsoft.com/mcr/hello-world:latest").Check("DockerPull").Status);
    }

    [Fact]
    public void A_pull_that_times_out_is_reported_with_a_command_that_waits_longer()
    {
        _machine.Client("docker", ("pull*", "exec sleep 60"));

        CheckResult pull = _machine.Run($"Test-AcrHealth -Check DockerPull -Force -SampleImage {Image} -TimeoutSeconds 2").Check("DockerPull");

        Assert.Equal("PullTimedOut", pull.Finding);
        Assert.Contains($"Test-AcrHealth -Check DockerPull -SampleImage {Image} -TimeoutSeconds 8 -Force", pull.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Cloud AzureChinaCloud", "mcr.azure.cn/mcr/hello-world:latest")]
    [InlineData("-Cloud AzureUSGovernment", "mcr.microsoft.com/mcr/hello-world:latest")]
    [InlineData("", "mcr.microsoft.com/mcr/hello-world:latest")]
    [InlineData("-Cloud AzureChinaCloud -SampleImage mcr.microsoft.com/other:1", "mcr.microsoft.com/other:1")]
    public void The_sample_image_is_that_of_the_cloud_unless_the_caller_names_one(string parameters, string image)
    {
        _machine.Client("docker");

        Assert.Contains(image, _machine.Run($"Test-AcrHealth -Check DockerPull -Force {parameters}").Check("DockerPull").Message, StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private CheckResult Pull(string error, string image = Image)
    {
        _machine.Client("docker", ("pull*", MachineSandbox.Fails(error)));
        return _machine.Run($"Test-AcrHealth -Check DockerPull -Force -SampleImage {image}").Check("DockerPull");
    }
}
