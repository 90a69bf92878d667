using AcrHealth.Testing;
using static AcrHealth.Engine.Tests.ContainerClientSandbox;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the logins that this machine's container client stores, and the secrets and control characters in its files.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class MachineLoginTests(Simulated simulated) : IDisposable
{
    private const string Marker = "STRANGER";

    private readonly ContainerClientSandbox _sandbox = new(simulated);

    [Fact]
    public void A_stored_login_that_has_ended_is_a_warning_with_the_command_that_renews_it()
    {
        _sandbox.Docker(Info());
        _sandbox.Configure($"{{\"auths\":{{\"contoso.azurecr.io\":{{\"auth\":\"{Base64("00000000-0000-0000-0000-000000000000:")}\",\"identitytoken\":\"{Token(-3)}\"}},"
            + $"\"fabrikam.azurecr.io\":{{\"auth\":\"{Base64($"alice:{Canary}")}\"}},\"adatum.azurecr.io\":{{\"identitytoken\":\"{Token(3)}\"}}}}}}");

        ScriptOutcome outcome = _sandbox.Run("Test-AcrHealth contoso, fabrikam, adatum, northwind -Check DockerCredential");

        CheckResult[] results = [.. outcome.Results.Where(result => result.Check == "DockerCredential")];
        CheckResult ended = Assert.Single(results, result => result.Registry == "contoso.azurecr.io");
        Assert.Equal(("Warning", "LoginExpired"), (ended.Status, ended.Finding));
        Assert.Contains("expired on", ended.Message, StringComparison.Ordinal);
        Assert.Contains("az acr login --name contoso", ended.Remediation[0], StringComparison.Ordinal);
        CheckResult password = Assert.Single(results, result => result.Registry == "fabrikam.azurecr.io");
        Assert.Equal(("Passed", "alice"), (password.Status, password.DetailOf("UserName")));
        CheckResult token = Assert.Single(results, result => result.Registry == "adatum.azurecr.io");
        Assert.Equal(("Passed", true), (token.Status, token.DetailOf("IsToken")));
        Assert.Equal("Skipped", Assert.Single(results, result => result.Registry == "northwind.azurecr.io").Status);
    }

    [Theory]
    [InlineData("{\"credsStore\":\"absent\"}", "HelperMissing")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"broken\"}}", "HelperFailed")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"page\"}}", "HelperAnswerInvalid")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"hang\"}}", "HelperTimedOut")]
    [InlineData("{\"credHelpers\":{\"contoso.azurecr.io\":\"../docker\"}}", "HelperNameInvalid")]
    [InlineData($"{{\"auths\":{{\"a\":{{\"auth\":\"{Canary}", "ConfigurationNotJson")]
    [InlineData($"{{\"auths\":{{\"a\":{{\"auth\":\"{Canary}!\"}}}}}}", "ConfigurationEntryBroken")]
    public void A_login_that_the_client_cannot_get_is_DOCKER_CREDENTIAL_ERROR_without_its_secrets(string configuration, string finding)
    {
        _sandbox.Docker(Info());
        _sandbox.Program("docker-credential-broken", $"echo '{Canary}'; echo '{Canary}' >&2; exit 1");
        _sandbox.Program("docker-credential-page", $"echo '<html>{Canary}</html>'");
        _sandbox.Program("docker-credential-hang", $"echo '{Canary}'; exec sleep 60");
        _sandbox.Configure(configuration);

        using EnvironmentScope _ = _sandbox.Scope();
        // A busy machine takes a while to start the programs; only the one that hangs is waited for.
        Transcript transcript = Transcript.Of($"Test-AcrHealth contoso -Check DockerCredential -TimeoutSeconds {(finding == "HelperTimedOut" ? 5 : 60)}");

        CheckResult failed = Assert.Single(transcript.Results, result => result.Check == "DockerCredential");
        Assert.Equal((finding, "DOCKER_CREDENTIAL_ERROR"), (failed.Finding, failed.ErrorCode));
        Assert.NotEmpty(failed.Remediation);
        Assert.All(transcript.Texts, text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_of_logins_and_proxies_appear_in_no_stream()
    {
        _sandbox.Docker(Info($"\"HttpsProxy\":\"http://alice:{Canary}@proxy.example:3128\",\"HttpProxy\":\"{Canary}\",\"Labels\":[\"{Canary}\"]"));
        _sandbox.Program("docker-credential-own", $"echo '{{\"ServerURL\":\"x\",\"Username\":\"<token>\",\"Secret\":\"{Token(3)}\"}}'");
        _sandbox.Configure($"{{\"HttpHeaders\":{{\"X\":\"{Canary}\"}},\"credHelpers\":{{\"contoso.azurecr.io\":\"own\"}},\"auths\":{{\"contoso.azurecr.io\":{{\"auth\":\"{Base64($"a:{Canary}")}\"}},"
            + $"\"fabrikam.azurecr.io\":{{\"auth\":\"{Base64($"a:{Canary}")}\"}}}}}}");

        using EnvironmentScope _ = _sandbox.Scope();
        Transcript transcript = Transcript.Of("Test-AcrHealth contoso, fabrikam -Check DockerCredential, DockerConfiguration, DiskSpace");

        Assert.Equal(2, transcript.Results.Count(result => result is { Check: "DockerCredential", Status: "Passed" }));
        Assert.All(transcript.Texts, text =>
        {
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Base64($"a:{Canary}"), text, StringComparison.Ordinal);
            Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_an_engine_and_a_configuration_say_is_shown_without_what_a_terminal_acts_on()
    {
        const string Evil = $"\\u001b[31m{Marker}\\u202e\\u0007";
        _sandbox.Docker(Info($"\"OSType\":\"{Evil}\",\"Architecture\":\"{Evil}\",\"HttpsProxy\":\"{Evil}\",\"DockerRootDir\":\"/{Evil}\""));
        _sandbox.Configure($"{{\"auths\":{{\"contoso.azurecr.io\":{{\"username\":\"{Evil}{new string('x', 100_000)}\",\"password\":\"p\"}}}},\"credHelpers\":{{\"fabrikam.azurecr.io\":\"{Evil}\"}}}}");

        using EnvironmentScope _ = _sandbox.Scope();
        Transcript transcript = Transcript.Of("Test-AcrHealth contoso, fabrikam -Check DockerCredential, DockerConfiguration, ContainerPlatform, DiskSpace");

        Assert.Contains(Marker, transcript.Shown, StringComparison.Ordinal);
        foreach (string text in transcript.Strings())
        {
            Assert.DoesNotContain(text, character => char.IsControl(character) && character is not ('\n' or '\r'));
            Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
            Assert.InRange(text.Length, 0, 2001);
        }
    }

    public void Dispose() => _sandbox.Dispose();
}
