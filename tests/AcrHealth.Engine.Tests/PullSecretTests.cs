using System.Text;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Pull secrets as the kubelet reads them: what is wrong with one, and what works with the login in it.</summary>
public sealed class PullSecretTests(Simulated simulated) : IDisposable
{
    private const string Canary = "canary5Password8of2Secret";

    private readonly NodeSandbox _files = new();
    private readonly ModuleEngine _engine = new();

    private AzureSimulator Azure => simulated.Azure;

    private string Server => Azure.Healthy.LoginServer;

    [Theory]
    [InlineData("object")]
    [InlineData("value")]
    [InlineData("encoded")]
    [InlineData("old type")]
    public void The_registry_checks_sign_in_with_the_login_in_the_secret(string form)
    {
        string auths = Auths(Server, Azure.UserName, Azure.Password);
        string inner = auths[("{\"auths\":".Length)..^1];
        string secret = form switch
        {
            "object" => Secret("kubernetes.io/dockerconfigjson", ".dockerconfigjson", auths),
            "old type" => Secret("kubernetes.io/dockercfg", ".dockercfg", inner),
            "encoded" => Encoded(auths),
            _ => auths,
        };

        ScriptOutcome outcome = Check(secret, "-Repository hello");

        Assert.All(outcome.Results, result => Assert.True(result.Status is "Passed" or "Skipped", result.ToString()));
        Assert.Equal("Passed", outcome.Check("PullSecret").Status);
        Assert.Equal("Passed", outcome.Check("Manifest").Status);
        Assert.DoesNotContain(Azure.Password, string.Join('\n', outcome.Results), StringComparison.Ordinal);
    }

    [Fact]
    public void What_kubectl_prints_can_be_given_as_it_is()
    {
        string secret = Secret("kubernetes.io/dockerconfigjson", ".dockerconfigjson", Auths(Server, Azure.UserName, Azure.Password)).Replace(",", ",\n", StringComparison.Ordinal);

        ScriptOutcome outcome = _engine.Run(
            "param($registry, $authority, $lines) Test-AcrHealth $registry -CACertificate $authority -PullSecret $lines -Check AccessToken", Server, simulated.Authority, secret.Split('\n'));

        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
    }

    [Theory]
    [InlineData("Opaque", ".dockerconfigjson", "{\"auths\":{}}", "PullSecretWrongType", "Opaque")]
    [InlineData("kubernetes.io/dockerconfigjson", "config.json", "{\"auths\":{}}", "PullSecretUnreadable", ".dockerconfigjson")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{", "PullSecretUnreadable", "JSON")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"credsStore\":\"desktop\"}", "PullSecretUnreadable", "auths")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"fabrikam.azurecr.io\":{\"auth\":\"!\"}}}", "PullSecretEntryBroken", "fabrikam.azurecr.io")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"fabrikam.azurecr.io\":{\"username\":\"u\",\"password\":\"" + Canary + "\"}}}", "PullSecretKeyDiffers", "fabrikam.azurecr.io")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"localhost:*\":{}}}", "PullSecretKeyDiffers", "localhost:*")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"SERVER\":{}}}", "PullSecretWithoutPassword", "no password")]
    [InlineData("kubernetes.io/dockerconfigjson", ".dockerconfigjson", "{\"auths\":{\"SERVER\":{\"identitytoken\":\"" + Canary + "\"}}}", "PullSecretIdentityToken", "identity token")]
    public void What_the_kubelet_does_not_use_is_told_by_its_cause(string type, string key, string configuration, string finding, string says)
    {
        CheckResult result = Check(Secret(type, key, configuration.Replace("SERVER", Server, StringComparison.Ordinal)), string.Empty).Check("PullSecret");

        Assert.Equal(("Failed", finding, "PULL_SECRET_ERROR"), (result.Status, result.Finding, result.ErrorCode));
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, result.ToString(), StringComparison.Ordinal);
        Assert.Contains("kubectl create secret docker-registry", string.Join('\n', result.Remediation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "Failed", "PullSecretExpired")]
    [InlineData(2, "Warning", "PullSecretShortLived")]
    public void A_token_that_expires_is_told(int hours, string status, string finding)
    {
        string token = CredentialProviderTests.Token(DateTimeOffset.UtcNow.AddHours(hours));

        CheckResult result = Check(Auths(Server, "00000000-0000-0000-0000-000000000000", token), string.Empty).Check("PullSecret");

        Assert.Equal((status, finding), (result.Status, result.Finding));
        Assert.Equal("RefreshToken", result.DetailOf("UserKind"));
    }

    [Fact]
    public void The_most_specific_key_wins_as_with_the_kubelet()
    {
        string secret = $$"""{"auths":{"{{Server}}":{"username":"u","password":"{{Canary}}"},"{{Server}}/hello":{"username":"{{Azure.UserName}}","password":"{{Azure.Password}}"} } }""";

        ScriptOutcome outcome = Check(secret, "-Repository hello");

        Assert.Equal($"{Server}/hello", outcome.Check("PullSecret").DetailOf("Key"));
        Assert.Equal("Passed", outcome.Check("RepositoryAccess").Status);
    }

    [Theory]
    [InlineData("-PullSecret /no/such/file", "/no/such/file")]
    [InlineData("-PullSecret '{}' -Kubelet", "-Kubelet")]
    [InlineData("-NodeRoot /no/such/directory", "/no/such/directory")]
    public void What_cannot_be_used_is_refused(string parameters, string says) =>
        Assert.Contains(says, simulated.CheckOnly(_engine, Server, parameters).Refusal, StringComparison.Ordinal);

    public void Dispose()
    {
        _engine.Dispose();
        _files.Dispose();
    }

    private static string Auths(string server, string user, string password) =>
        "{\"auths\":{\"" + server + "\":{\"auth\":\"" + Encoded($"{user}:{password}") + "\"}}}";

    private static string Secret(string type, string key, string configuration) =>
        "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"type\":\"" + type + "\",\"metadata\":{\"name\":\"regcred\"},\"data\":{\"" + key + "\":\"" + Encoded(configuration) + "\"}}";

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private ScriptOutcome Check(string secret, string parameters) =>
        simulated.CheckOnly(_engine, Server, $"-PullSecret '{_files.Write("secret.json", secret)}' {parameters}");
}
