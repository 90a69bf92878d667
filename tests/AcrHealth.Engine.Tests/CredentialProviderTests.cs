using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the findings about the kubelet's credential provider, by name, and pulls with the credential that it gives.</summary>
public sealed class CredentialProviderTests(Simulated simulated) : IDisposable
{
    private const string Canary = "canary7Password9of3Provider";

    private readonly NodeSandbox _node = new();
    private readonly ModuleEngine _engine = new();

    private string Server => simulated.Azure.Healthy.LoginServer;

    [Theory]
    [InlineData("v1")]
    [InlineData("v1beta1")]
    [InlineData("v1alpha1")]
    public void The_registry_checks_sign_in_with_the_kubelets_credential(string version)
    {
        _node.Provide(Server, NodeSandbox.Answering(Server, Server, simulated.Azure.UserName, simulated.Azure.Password), version);

        ScriptOutcome outcome = Check("-Kubelet -Repository hello");

        Assert.All(outcome.Results, result => Assert.True(result.Status is "Passed" or "Skipped", result.ToString()));
        Assert.Equal("Passed", outcome.Check("CredentialProvider").Status);
        Assert.Equal("Passed", outcome.Check("RepositoryAccess").Status);
        Assert.Contains("CredentialProvider", outcome.Check("Credential").Message, StringComparison.Ordinal);
        Assert.Equal(Server, outcome.Check("CredentialProvider").DetailOf("Key"));
        Assert.DoesNotContain(simulated.Azure.Password, string.Join('\n', outcome.Results), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_password_of_the_provider_is_refused_by_the_registry()
    {
        _node.Provide(Server, NodeSandbox.Answering(Server, Server, simulated.Azure.UserName, Canary));

        ScriptOutcome outcome = Check("-Kubelet -Repository hello");

        Assert.Equal("Passed", outcome.Check("CredentialProvider").Status);
        Assert.Equal("Failed", outcome.Check("AccessToken").Status);
        Assert.DoesNotContain(Canary, string.Join('\n', outcome.Results), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo no identity " + Canary + " >&2; exit 1", "ProviderFailed", "exit code 1")]
    [InlineData("exit 0", "ProviderAnswerInvalid", "JSON")]
    [InlineData("echo '{\"kind\":\"CredentialProviderResponse\",\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1beta1\",\"cacheKeyType\":\"Registry\"}'", "ProviderAnswerInvalid", "apiVersion")]
    [InlineData("echo '{\"kind\":\"CredentialProviderResponse\",\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\"}'", "ProviderAnswerInvalid", "cacheKeyType")]
    [InlineData("echo '{\"kind\":\"CredentialProviderResponse\",\"apiVersion\":\"credentialprovider.kubelet.k8s.io/v1\",\"cacheKeyType\":\"Registry\",\"auth\":{}}'", "ProviderAnswerEmpty", "no credential")]
    [InlineData("exec sleep 60", "ProviderTimedOut", "did not answer within")]
    public void A_provider_that_gives_no_credential_is_told_by_its_cause(string script, string finding, string says)
    {
        _node.Provide(Server, script);

        CheckResult result = Check("-Check CredentialProvider -TimeoutSeconds 5").Check("CredentialProvider");

        Assert.Equal(("Failed", finding, "CREDENTIAL_PROVIDER_ERROR"), (result.Status, result.Finding, result.ErrorCode));
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_for_another_registry_and_one_that_has_expired_are_told()
    {
        _node.Provide(Server, NodeSandbox.Answering(Server, "fabrikam.azurecr.io", "user", Canary));
        CheckResult other = Check("-Check CredentialProvider").Check("CredentialProvider");
        _node.WriteProgram(NodeSandbox.Answering(Server, Server, "00000000-0000-0000-0000-000000000000", Token(DateTimeOffset.UtcNow.AddHours(-1))));
        CheckResult expired = Check("-Check CredentialProvider").Check("CredentialProvider");

        Assert.Equal("ProviderKeyDiffers", other.Finding);
        Assert.Contains("fabrikam.azurecr.io", other.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, other.ToString(), StringComparison.Ordinal);
        Assert.Equal("ProviderTokenExpired", expired.Finding);
        Assert.Equal("RefreshToken", expired.DetailOf("UserKind"));
    }

    [Fact]
    public void A_configuration_that_does_not_cover_the_registry_is_told_with_its_patterns()
    {
        _node.Provide("*.fabrikam.com", "exit 0");

        CheckResult result = Check("-Kubelet").Check("CredentialProvider");

        Assert.Equal("ProviderDoesNotMatch", result.Finding);
        Assert.Contains("*.fabrikam.com", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_configuration_the_kubelet_has_no_credential_and_what_signs_in_is_skipped()
    {
        ScriptOutcome outcome = Check("-Kubelet");

        Assert.Equal("ProviderConfigurationMissing", outcome.Check("CredentialProvider").Finding);
        CheckResult credential = outcome.Check("Credential");
        Assert.Equal("Skipped", credential.Status);
        Assert.Equal(["CredentialProvider"], credential.BlockedBy);
    }

    [Theory]
    [InlineData("kind: Other", "kind")]
    [InlineData("kind: CredentialProviderConfig\nproviders: []", "providers")]
    [InlineData("kind: CredentialProviderConfig\nproviders: [acr]", "name")]
    [InlineData("kind: CredentialProviderConfig\nproviders:\n- name: ../x\n  matchImages: [a]\n  apiVersion: credentialprovider.kubelet.k8s.io/v1", "name")]
    [InlineData("kind: CredentialProviderConfig\nproviders:\n- name: x\n  matchImages: [a]\n  apiVersion: v2", "apiVersion")]
    [InlineData("kind: \"", "YAML, 1")]
    public void A_configuration_with_which_the_kubelet_does_not_start_is_told_with_its_place(string yaml, string place)
    {
        _node.Write("var/lib/kubelet/credential-provider-config.yaml", yaml);

        CheckResult result = Check("-Kubelet").Check("CredentialProvider");

        Assert.Equal("ProviderConfigurationInvalid", result.Finding);
        Assert.Contains(place, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_may_be_missing_or_unfit_or_need_what_only_the_kubelet_has()
    {
        _node.Provide(Server, "exit 0");
        string program = _node.At("var/lib/kubelet/credential-provider/test-credential-provider");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead);
        }

        Assert.Equal("ProviderCannotStart", Check("-Check CredentialProvider").Check("CredentialProvider").Finding);
        File.Delete(program);
        Assert.Equal("ProviderProgramMissing", Check("-Check CredentialProvider").Check("CredentialProvider").Finding);
        string configuration = _node.At("var/lib/kubelet/credential-provider-config.yaml");
        File.AppendAllText(configuration, "\n    tokenAttributes:\n      serviceAccountTokenAudience: a\n");

        CheckResult result = Check("-Check CredentialProvider").Check("CredentialProvider");
        Assert.Equal(("Warning", "ProviderNeedsServiceAccount"), (result.Status, result.Finding));
    }

    [Theory]
    [InlineData("etc/systemd/system/kubelet.service", "[Service]\nEnvironmentFile=/etc/default/kubelet\nExecStart=/usr/local/bin/kubelet \\\n  --v=2 $KUBELET_FLAGS\n", "etc/default/kubelet", "KUBELET_FLAGS=--image-credential-provider-config=/etc/own/config.json --image-credential-provider-bin-dir=/opt/own\n")]
    [InlineData("proc/77/comm", "kubelet\n", "proc/77/cmdline", "/usr/bin/kubelet\0--image-credential-provider-config\0/etc/own/config.json\0--image-credential-provider-bin-dir=/opt/own\0")]
    public void The_kubelets_flags_say_where_the_configuration_and_the_program_are(string first, string firstContent, string second, string secondContent)
    {
        _node.Write(first, firstContent);
        _node.Write(second, secondContent);
        _node.Write("etc/own/config.json", $$"""{"kind":"CredentialProviderConfig","providers":[{"name":"own","matchImages":["{{Server}}"],"apiVersion":"credentialprovider.kubelet.k8s.io/v1"}]}""");

        CheckResult result = Check("-Kubelet").Check("CredentialProvider");

        Assert.Equal("ProviderProgramMissing", result.Finding);
        Assert.Equal(_node.At("opt/own/own"), result.DetailOf("Program"));
    }

    [Fact]
    public void On_a_machine_that_is_no_node_nothing_is_told_unless_it_is_asked_for()
    {
        ScriptOutcome outcome = simulated.CheckOnly(_engine, Server, "-Anonymous");

        Assert.DoesNotContain(outcome.Results, result => result.Check is "CredentialProvider" or "PullSecret" or "ContainerdConfiguration" or "ContainerdPull" or "KubeletIdentity");
    }

    public void Dispose()
    {
        _engine.Dispose();
        _node.Dispose();
    }

    internal static string Token(DateTimeOffset expiry) => string.Join(
        '.', new[] { "{\"alg\":\"none\"}", $"{{\"exp\":{expiry.ToUnixTimeSeconds()},\"iss\":\"Azure Container Registry\"}}", "signature" }
            .Select(part => Convert.ToBase64String(Encoding.UTF8.GetBytes(part)).TrimEnd('=').Replace('+', '-').Replace('/', '_')));

    private ScriptOutcome Check(string parameters) => simulated.CheckOnly(_engine, Server, $"-NodeRoot '{_node.Root}' {parameters}");
}
