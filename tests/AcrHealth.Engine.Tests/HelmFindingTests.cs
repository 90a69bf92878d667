using System.Buffers.Text;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the findings about Helm and about the login that it has of its own.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class HelmFindingTests : IDisposable
{
    private const string Registry = "contoso.azurecr.io";

    private readonly MachineSandbox _machine = new();

    [Theory]
    [InlineData("v3.13.0+g825e86f", "HelmVersionFaulty", "Warning", "3.13.1")]
    [InlineData("v3.18.0+gcc58e3f", "HelmVersionFaulty", "Warning", "3.18.1")]
    [InlineData("v2.9.1+g20adb27", "HelmTooOld", "Failed", "Update Helm")]
    [InlineData("no version at all", "HelmVersionUnreadable", "Failed", "is Helm")]
    public void A_version_that_fails_with_registries_is_reported_with_one_that_works(string prints, string finding, string status, string remedy)
    {
        _machine.Program("snap", "exit 9");
        _machine.Program("helm", $"echo '{prints}'");

        CheckResult result = _machine.Run("Test-AcrHealth -Check Helm*").Check("HelmVersion");

        Assert.Equal((finding, status, "HELM_VERSION_ERROR"), (result.Finding, result.Status, result.ErrorCode));
        Assert.Contains(remedy, result.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3.12.3+g3a31588")]
    [InlineData("v3.13.1+g3547a4b")]
    [InlineData("v3.18.1+gf6f8700")]
    [InlineData("v4.0.0+g99cd196")]
    public void The_versions_beside_them_pass(string prints)
    {
        _machine.Program("helm", $"echo '{prints}'");

        Assert.Equal("Passed", _machine.Run("Test-AcrHealth -Check Helm*").Check("HelmVersion").Status);
    }

    [Fact]
    public void A_failing_Helm_is_reported_with_its_own_error_text()
    {
        _machine.Program("helm", "echo 'Error: plugin is broken' >&2; exit 1");

        CheckResult result = _machine.Run("Test-AcrHealth -Check HelmVersion").Check("HelmVersion");

        Assert.Equal("HelmFailed", result.Finding);
        Assert.Contains("plugin is broken", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Helms_own_login_that_has_expired_is_a_warning_with_Helms_command()
    {
        _machine.Program("helm", "echo v3.18.1");
        Configure($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64($"00000000-0000-0000-0000-000000000000:{Token(-3)}")}\"}}}}}}");

        CheckResult result = Check();

        Assert.Equal(("LoginExpired", "Warning", null), (result.Finding, result.Status, result.ErrorCode));
        Assert.Contains("helm registry login contoso.azurecr.io", result.Remediation[0], StringComparison.Ordinal);
        Assert.Contains("az acr login --name contoso --expose-token", result.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"auths\":{\"contoso.azurecr.io\":{\"auth\":\"!\"}}}", "ConfigurationEntryBroken")]
    [InlineData("{\"credsStore\":\"absent\"}", "HelperMissing")]
    [InlineData("{", "ConfigurationNotJson")]
    public void Helms_file_that_keeps_it_from_its_login_is_told_with_its_path(string json, string finding)
    {
        _machine.Program("helm", "echo v3.18.1");
        Configure(json);

        CheckResult result = Check();

        Assert.Equal((finding, "Failed", "HELM_CREDENTIAL_ERROR"), (result.Finding, result.Status, result.ErrorCode));
        Assert.Contains("~/.config/helm/registry/config.json", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_valid_login_passes_and_without_one_or_without_Helm_there_is_nothing_to_say()
    {
        Configure($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Base64($"00000000-0000-0000-0000-000000000000:{Token(3)}")}\"}}}}}}");
        Assert.Equal("Skipped", Check().Status);

        _machine.Program("helm", "echo v3.18.1");
        Assert.Equal("Passed", Check().Status);
        Assert.Equal("Skipped", Check("fabrikam.azurecr.io").Status);
        Assert.DoesNotContain(_machine.Run("Test-AcrHealth localhost:1").Results, result => result.Check == "HelmCredential");
    }

    public void Dispose() => _machine.Dispose();

    private void Configure(string json) => _machine.File("home/.config/helm/registry/config.json", json);

    private CheckResult Check(string registry = Registry) => _machine.Run($"Test-AcrHealth {registry} -Check HelmCredential").Check("HelmCredential");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Token(int hours) =>
        $"eyJhbGciOiJub25lIn0.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeSeconds()}}}"))}.x";
}
