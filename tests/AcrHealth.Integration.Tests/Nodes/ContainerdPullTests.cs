using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Nodes;

/// <summary>Real containerd pulls from the simulator, with its faults, and its words are mapped to the cause.</summary>
public sealed class ContainerdPullTests(ContainerdNode fixture) : IClassFixture<ContainerdNode>
{
    private const string Wrong = "wrongPassword0of7theTests";

    private AzureSimulator Azure => fixture.Azure;

    private string Server => Azure.Healthy.LoginServer;

    [Fact]
    public void An_image_is_pulled_with_the_kubelets_credential()
    {
        fixture.Provide(NodeSandbox.Answering(Server, Server, Azure.UserName, Azure.Password));

        ScriptOutcome outcome = fixture.Pull(Server, "hello", "-Kubelet");

        Assert.True(outcome.Check("ContainerdPull").Status == "Passed", outcome.Check("ContainerdPull").ToString());
        Assert.Equal("CredentialProvider", outcome.Check("ContainerdPull").DetailOf("CredentialFrom"));
    }

    [Fact]
    public void An_image_is_pulled_with_the_login_of_a_pull_secret()
    {
        fixture.Provide("exit 1");

        ScriptOutcome outcome = fixture.Pull(Server, "hello", $"-PullSecret '{fixture.PullSecret(Azure.UserName, Azure.Password)}'");

        Assert.True(outcome.Check("ContainerdPull").Status == "Passed", outcome.Check("ContainerdPull").ToString());
        Assert.Equal("PullSecret", outcome.Check("ContainerdPull").DetailOf("CredentialFrom"));
    }

    [Fact]
    public void A_public_image_needs_no_credential()
    {
        fixture.ProvideNothing();

        Assert.Equal("Passed", fixture.Pull(Server, SimulatedRegistry.PublicRepository, "-Anonymous").Check("ContainerdPull").Status);
    }

    /// <summary>The four causes that give one and the same event, 401 Unauthorized.</summary>
    [Fact]
    public void The_four_causes_of_401_are_told_apart()
    {
        // 1. The pull secret has a wrong password.
        fixture.ProvideNothing();
        CheckResult password = fixture.Pull(Server, "hello", $"-PullSecret '{fixture.PullSecret(Azure.UserName, Wrong)}'").Check("ContainerdPull");

        // 2. The kubelet's credential provider fails, and the kubelet pulls without a credential.
        fixture.Provide("echo 'no identity' >&2; exit 1");
        ScriptOutcome provider = fixture.Pull(Server, "hello", string.Empty);

        // 3. No pull secret is attached, and no provider is for the registry.
        fixture.ProvideNothing();
        CheckResult secret = fixture.Pull(Server, "hello", "-Anonymous").Check("ContainerdPull");

        // 4. The tag is missing.
        CheckResult tag = fixture.Pull(Server, "hello:no-such", $"-PullSecret '{fixture.PullSecret(Azure.UserName, Azure.Password)}'").Check("ContainerdPull");

        Assert.Equal(
            ["ContainerdCredentialRefused", "ContainerdProviderFailed", "ContainerdPullAnonymous", "ContainerdImageNotFound"],
            new[] { password, provider.Check("ContainerdPull"), secret, tag }.Select(result => result.Finding));
        Assert.Equal("ProviderFailed", provider.Check("CredentialProvider").Finding);
        Record("wrong-password", password);
        Record("no-credential", secret);
        Record("missing-tag", tag);
        Assert.All(new[] { password, provider.Check("ContainerdPull"), secret }, result => Assert.Contains("401", (string)result.DetailOf("Error")!, StringComparison.Ordinal));
        Assert.DoesNotContain(Wrong, password.ToString() + password.DetailOf("Error"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_failure_of_a_mirror_hides_that_the_tag_is_missing()
    {
        fixture.ProvideNothing();
        fixture.Configure(Server, "https://mirror.acrhealth.invalid");
        try
        {
            ScriptOutcome outcome = fixture.Pull(Server, "hello:no-such", $"-PullSecret '{fixture.PullSecret(Azure.UserName, Azure.Password)}'", "ContainerdPull, ContainerdConfiguration, Manifest");

            CheckResult pull = outcome.Check("ContainerdPull");
            Assert.Equal(("ContainerdMirrorFailed", "mirror.acrhealth.invalid"), (pull.Finding, pull.DetailOf("FailedHost")));
            Assert.Equal("ContainerdMirrorFirst", outcome.Check("ContainerdConfiguration").Finding);
            Assert.Equal("TagNotFound", outcome.Check("Manifest").Finding);
        }
        finally
        {
            fixture.Configure(Server);
        }
    }

    [Fact]
    public void An_authority_that_containerd_does_not_trust_is_told()
    {
        fixture.ProvideNothing();
        fixture.Engine.ConfigureUntrusted(Server);
        try
        {
            CheckResult pull = fixture.Pull(Server, "hello", "-Anonymous").Check("ContainerdPull");

            Assert.Equal("ContainerdCertificateRejected", pull.Finding);
            Record("untrusted-authority", pull);
        }
        finally
        {
            fixture.Configure(Server);
        }
    }

    [Theory]
    [InlineData("forbidden", "ContainerdPullForbidden")]
    [InlineData("too-many-requests", "ContainerdPullThrottled")]
    [InlineData("repository-denied", "ContainerdPullForbidden")]
    [InlineData("repository-abac", "ContainerdPullDenied")]
    [InlineData("wrong-platform", "ContainerdOtherPlatform")]
    [InlineData("access-503", "ContainerdPullFailed")]
    [InlineData("tls-expired", "ContainerdCertificateRejected")]
    [InlineData("tls-wrong-name", "ContainerdCertificateRejected")]
    [InlineData("tls-plain-http", "ContainerdCertificateRejected")]
    [InlineData("data-endpoint-tls", "ContainerdCertificateRejected")]
    [InlineData("data-endpoint-denied", "ContainerdPullForbidden")]
    [InlineData("data-endpoint-blocked", "ContainerdHostUnreachable")]
    [InlineData("blob-missing", "ContainerdPullFailed")]
    public async Task A_fault_of_the_registry_is_told_by_its_cause(string fault, string finding)
    {
        SimulatedRegistry registry = await Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken);
        await fixture.Engine.ForgetImagesAsync();
        fixture.ProvideNothing();
        fixture.Configure(registry.LoginServer);

        CheckResult pull = fixture.Pull(registry.LoginServer, "hello", $"-PullSecret '{fixture.PullSecret(Azure.UserName, Azure.Password, registry.LoginServer)}'").Check("ContainerdPull");

        Assert.True(pull.Finding == finding, $"{pull} {pull.DetailOf("Cause")}: {pull.DetailOf("Error")}");
        Record(fault, pull);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_ends_with_the_time_of_the_check()
    {
        SimulatedRegistry registry = await Azure.AddRegistryAsync("hang", TestContext.Current.CancellationToken);
        fixture.ProvideNothing();
        fixture.Configure(registry.LoginServer);

        Assert.Equal("ContainerdPullTimedOut", fixture.Pull(registry.LoginServer, "hello", "-Anonymous", seconds: 5).Check("ContainerdPull").Finding);
    }

    [Fact]
    public void A_host_that_does_not_exist_is_told()
    {
        fixture.ProvideNothing();

        CheckResult pull = fixture.Pull("registry.acrhealth.invalid", "hello", "-Anonymous").Check("ContainerdPull");

        Assert.Equal("ContainerdHostUnreachable", pull.Finding);
        Assert.Equal("HostNotFound", pull.DetailOf("Cause"));
    }

    private static void Record(string situation, CheckResult pull) => RecordedWords.Check(situation, pull.DetailOf("Cause"), pull.DetailOf("Error"));
}
