using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the findings about the kubelet's identity and containerd's configuration, by name.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class NodeFindingTests : IDisposable
{
    private const string AzureJson = "etc/kubernetes/azure.json";
    private const string Client = "11111111-2222-3333-4444-555555555555";

    private readonly Simulated _simulated;
    private readonly NodeSandbox _node = new();
    private readonly ModuleEngine _engine = new();
    private readonly EnvironmentScope _variables;

    public NodeFindingTests(Simulated simulated)
    {
        _simulated = simulated;
        _variables = new(
        [
            .. simulated.Azure.ManagedIdentity.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)),
            ("HTTPS_PROXY", null), ("https_proxy", null), ("ALL_PROXY", null), ("all_proxy", null), ("NO_PROXY", null), ("no_proxy", null),
        ]);
    }

    private string Server => _simulated.Azure.Healthy.LoginServer;

    [Theory]
    [InlineData("{", "Failed", "NodeIdentityInvalid")]
    [InlineData("{}", "Failed", "NodeIdentityMissing")]
    [InlineData("{\"aadClientId\":\"msi\",\"aadClientSecret\":\"msi\"}", "Failed", "NodeIdentityMissing")]
    [InlineData("{\"aadClientId\":\"" + Client + "\"}", "Failed", "NodeIdentityWithoutSecret")]
    [InlineData("{\"aadClientId\":\"" + Client + "\",\"aadClientSecret\":\"s3cretOfThePrincipal\"}", "Passed", null)]
    [InlineData("{\"useManagedIdentityExtension\":true,\"userAssignedIdentityID\":\"\",\"cloud\":\"AzurePublicCloud\"}", "Passed", null)]
    [InlineData("{\"useManagedIdentityExtension\":true,\"userAssignedIdentityID\":\"" + Client + "\"}", "Failed", "NodeIdentityNotOnMachine")]
    public void The_kubelets_identity_is_read_and_tried(string json, string status, string? finding)
    {
        _node.Write(AzureJson, json);

        CheckResult result = Check("-Check KubeletIdentity").Check("KubeletIdentity");

        Assert.Equal((status, finding), (result.Status, result.Finding));
        Assert.DoesNotContain("s3cretOfThePrincipal", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_that_the_machine_has_passes()
    {
        _node.Write(AzureJson, $$"""{"useManagedIdentityExtension":true,"userAssignedIdentityID":"{{_simulated.Azure.ManagedIdentity.ClientId}}"}""");

        CheckResult result = Check("-Check KubeletIdentity").Check("KubeletIdentity");

        Assert.Equal("Passed", result.Status);
        Assert.Equal("UserAssignedManagedIdentity", result.DetailOf("Kind"));
    }

    [Fact]
    public void A_metadata_service_that_does_not_answer_leaves_the_identity_unverified()
    {
        using var _ = new EnvironmentScope(("IDENTITY_ENDPOINT", "http://127.0.0.1:1/msi/token"));
        _node.Write(AzureJson, $$"""{"useManagedIdentityExtension":true,"userAssignedIdentityID":"{{Client}}"}""");

        CheckResult result = Check("-Check KubeletIdentity -TimeoutSeconds 5").Check("KubeletIdentity");

        Assert.Equal(("Warning", "NodeIdentityUnverified"), (result.Status, result.Finding));
    }

    [Fact]
    public void A_cloud_configuration_that_cannot_be_read_is_told()
    {
        using (FileStream file = File.Create(_node.Write(AzureJson, string.Empty)))
        {
            file.SetLength(5 * 1024 * 1024);
        }

        Assert.Equal("NodeIdentityUnreadable", Check("-Check KubeletIdentity").Check("KubeletIdentity").Finding);
    }

    public static TheoryData<string, string, string, string?> Configurations => new()
    {
        { "version = 2\n", string.Empty, "Passed", null },
        { "version = ", string.Empty, "Failed", "ContainerdSettingsInvalid" },
        { "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry]\nconfig_path = \"/etc/containerd/certs.d\"\n[plugins.\"io.containerd.grpc.v1.cri\".registry.mirrors.\"SERVER\"]\nendpoint = [\"https://m\"]\n", string.Empty, "Failed", "ContainerdSettingsConflict" },
        { "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry.mirrors.\"SERVER\"]\nendpoint = [\"https://mirror.fabrikam.com\"]\n", string.Empty, "Warning", "ContainerdMirrorFirst" },
        { "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry.configs.\"SERVER\".tls]\nca_file = \"/no/such.crt\"\n", string.Empty, "Failed", "ContainerdFileMissing" },
        { Current, "server = \"https://SERVER\"\n[host.\"https://SERVER\"]\n", "Passed", null },
        { Current, "server = \"https://SERVER\"\n", "Warning", "ContainerdHostsIgnored" },
        { Current, "server = ", "Failed", "ContainerdSettingsInvalid" },
        { Current, "capabilities = [\"fetch\"]\n", "Failed", "ContainerdSettingsInvalid" },
        { Current, "ca = \"missing.crt\"\n", "Failed", "ContainerdFileMissing" },
        { Current, "client = [[\"missing.cert\", \"missing.key\"]]\n", "Failed", "ContainerdFileMissing" },
        { Current, "capabilities = [\"push\"]\n", "Failed", "ContainerdCannotPull" },
        { Current, "server = \"https://mirror.fabrikam.com\"\n", "Warning", "ContainerdAsksOthers" },
        { Current, "[host.\"https://mirror.fabrikam.com/v2\"]\ncapabilities = [\"pull\", \"resolve\"]\noverride_path = true\n[host.\"https://mirror.fabrikam.com/v2\".header]\nx-own = \"1\"\n", "Warning", "ContainerdMirrorFirst" },
        { Current, "skip_verify = true\n", "Warning", "ContainerdSkipsVerification" },
        { "version = 3\n[plugins.'io.containerd.cri.v1.images'.registry]\nconfig_path = '/etc/containerd/certs.d'\n", "[host.'https://mirror.fabrikam.com']\n", "Warning", "ContainerdMirrorFirst" },
        { "version = 2\nimports = [\"conf.d/*.toml\"]\n", "skip_verify = true\n", "Warning", "ContainerdSkipsVerification" },
    };

    private const string Current = "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".registry]\nconfig_path = \"/etc/containerd/certs.d\"\n";

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Containerds_configuration_is_resolved_for_the_registry(string configuration, string hosts, string status, string? finding)
    {
        _node.Write("etc/containerd/config.toml", configuration.Replace("SERVER", Server, StringComparison.Ordinal));
        _node.Write("etc/containerd/conf.d/registry.toml", Current);
        if (hosts.Length > 0)
        {
            _node.Write($"etc/containerd/certs.d/{Server.Replace(':', '_')}_/hosts.toml", hosts.Replace("SERVER", Server, StringComparison.Ordinal));
        }

        CheckResult result = Check("-Check ContainerdConfiguration").Check("ContainerdConfiguration");

        Assert.Equal((status, finding), (result.Status, result.Finding));
    }

    [Fact]
    public void The_hosts_are_told_in_their_order_with_their_settings()
    {
        _node.Write("etc/containerd/config.toml", Current);
        _node.Write("etc/containerd/certs.d/_default/hosts.toml", "[host.\"https://one.fabrikam.com\"]\ncapabilities = [\"pull\"]\n[host.\"http://two.fabrikam.com\"]\nskip_verify = true\n");

        CheckResult result = Check("-Check ContainerdConfiguration").Check("ContainerdConfiguration");

        string hosts = string.Join(' ', ((IEnumerable<object>)result.DetailOf("Hosts")!).Select(host => host.ToString()));
        Assert.Equal($"https://one.fabrikam.com http://two.fabrikam.com https://{Server}", hosts);
    }

    [Fact]
    public void The_proxy_of_containerds_service_is_compared_with_this_sessions()
    {
        _node.Write("etc/containerd/config.toml", "version = 2\n");
        _node.Write("lib/systemd/system/containerd.service", "[Service]\nExecStart=/usr/bin/containerd\n");
        _node.Write("etc/systemd/system/containerd.service.d/proxy.conf", "[Service]\nEnvironment=\"HTTPS_PROXY=http://user:pr0xyPassw0rd@proxy.fabrikam.com:3128\" NO_PROXY=10.0.0.0/8\n");

        CheckResult result = Check("-Check ContainerdConfiguration").Check("ContainerdConfiguration");

        Assert.Equal("ContainerdProxyDiffers", result.Finding);
        Assert.Contains("http://proxy.fabrikam.com:3128", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pr0xyPassw0rd", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_is_made_only_if_it_is_named_and_needs_containerd()
    {
        _node.Write("etc/containerd/config.toml", "version = 2\n");

        CheckResult result = Check("-Check ContainerdPull -Repository hello -Anonymous -Force").Check("ContainerdPull");
        CheckResult asked = Check("-Check ContainerdPull -Repository hello -Anonymous -WhatIf").Check("ContainerdPull");

        Assert.Equal(("Failed", "ContainerdUnavailable"), (result.Status, result.Finding));
        Assert.Equal("Skipped", asked.Status);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _node.Dispose();
        _variables.Dispose();
    }

    private ScriptOutcome Check(string parameters) => _simulated.CheckOnly(_engine, Server, $"-NodeRoot '{_node.Root}' {parameters}");
}
