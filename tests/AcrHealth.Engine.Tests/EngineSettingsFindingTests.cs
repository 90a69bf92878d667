using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the settings of client and engine that make pulls differ from this session's requests.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class EngineSettingsFindingTests : IDisposable
{
    private const string Registry = "contoso.azurecr.io";
    private const string Proxy = "http://proxy.example:3128";

    private readonly MachineSandbox _machine = new();

    [Theory]
    [InlineData("\"HttpsProxy\":\"" + Proxy + "\"", null, "EngineUsesProxy")]
    [InlineData("\"HttpsProxy\":\"\"", Proxy, "EngineBypassesProxy")]
    [InlineData("\"HttpsProxy\":\"http://other.example:8080\"", Proxy, "EngineUsesOtherProxy")]
    [InlineData("\"RegistryConfig\":{\"IndexConfigs\":{\"contoso.azurecr.io\":{\"Secure\":false}}}", null, "EngineVerifiesNothing")]
    [InlineData("\"RegistryConfig\":{\"Mirrors\":[\"https://contoso.azurecr.io/\"]}", null, "RegistryIsHubMirror")]
    public void Settings_of_dockers_engine_are_warnings(string info, string? proxy, string finding)
    {
        _machine.Client("docker", ("info*", $"echo '{MachineSandbox.Info(info)}'"));

        CheckResult result = Check(("HTTPS_PROXY", proxy), ("https_proxy", null), ("NO_PROXY", null), ("no_proxy", null));

        Assert.Equal((finding, "Warning"), (result.Finding, result.Status));
        Assert.Contains("/etc/docker/daemon.json", result.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Blocked\":true", "EngineBlocksRegistry", "Failed")]
    [InlineData("\"Insecure\":true", "PodmanVerifiesNothing", "Warning")]
    [InlineData("\"Mirrors\":[{\"Location\":\"mirror.example\"}]", "RegistryIsMirrored", "Warning")]
    public void Settings_of_Podman_are_told_with_its_file(string setting, string finding, string status)
    {
        _machine.Client("podman", ("info*", $"echo '{{\"host\":{{\"os\":\"linux\",\"arch\":\"amd64\"}},\"store\":{{}},\"registries\":{{\"{Registry}\":{{{setting}}}}}}}'"));

        CheckResult result = Check(("DOCKER_COMMAND", "podman"));

        Assert.Equal((finding, status), (result.Finding, result.Status));
        Assert.Contains("registries.conf", result.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("", false)]
    public void Content_trust_is_on_as_docker_reads_the_variable(string value, bool isOn)
    {
        _machine.Client("docker");

        CheckResult result = Check(("DOCKER_CONTENT_TRUST", value));

        Assert.Equal(isOn ? "ContentTrustOn" : null, result.Finding);
        Assert.Equal(isOn ? "Warning" : "Skipped", result.Status);
        Assert.True(!isOn || result.Remediation[0].Contains("`Remove-Item Env:DOCKER_CONTENT_TRUST`", StringComparison.Ordinal));
    }

    [Fact]
    public void Content_trust_is_reported_without_an_engine_and_not_for_Podman()
    {
        _machine.Client("docker", ("info*", "exit 1"));
        Assert.Equal("ContentTrustOn", Check(("DOCKER_CONTENT_TRUST", "1")).Finding);

        _machine.Client("podman");
        Assert.Null(Check(("DOCKER_CONTENT_TRUST", "1"), ("DOCKER_COMMAND", "podman")).Finding);
    }

    [Fact]
    public void Several_settings_are_one_result_with_a_remedy_for_each()
    {
        _machine.Client("docker", ("info*", $"echo '{MachineSandbox.Info($"\"HttpsProxy\":\"{Proxy}\",\"RegistryConfig\":{{\"IndexConfigs\":{{\"{Registry}\":{{\"Secure\":false}}}}}}")}'"));

        CheckResult result = Check(("DOCKER_CONTENT_TRUST", "1"), ("HTTPS_PROXY", null), ("https_proxy", null));

        Assert.Equal("ContentTrustOn", result.Finding);
        Assert.Contains(Proxy, result.Message, StringComparison.Ordinal);
        Assert.Contains("does not verify the certificate", result.Message, StringComparison.Ordinal);
        Assert.Equal(4, result.Remediation.Count);
        Assert.Contains("DOCKER_CONTENT_TRUST", result.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("NO_PROXY", result.Remediation[1], StringComparison.Ordinal);
        Assert.Contains("insecure-registries", result.Remediation[2], StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private CheckResult Check(params (string Name, string? Value)[] variables) => _machine.Run($"Test-AcrHealth {Registry} -Check DockerConfiguration", variables).Check("DockerConfiguration");
}
