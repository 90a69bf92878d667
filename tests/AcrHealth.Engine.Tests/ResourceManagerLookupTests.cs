using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the lookup of registries: the Resource Manager that is asked, the token that it gets, and the registry that it finds.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ResourceManagerLookupTests(Simulated simulated) : IDisposable
{
    private readonly ResourceManagerSandbox _sandbox = new(simulated);

    private AzureSimulator Azure => _sandbox.Azure;

    [Fact]
    public void A_host_that_is_no_registry_of_Azures_is_no_reason_to_ask_Azure()
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", null));

        ScriptOutcome outcome = _sandbox.Run(Azure["forbidden"].LoginServer, _sandbox.IssueToken(), string.Empty);

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
    }

    [Fact]
    public void A_token_for_the_registry_service_is_not_sent_to_it()
    {
        long before = Azure.ResourceManager.Traffic.Connections;

        CheckResult resource = _sandbox.Simulated.Check(_sandbox.Engine, Azure.Healthy.LoginServer, "-IncludeResourceManager").Check("RegistryResource");

        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("not for", resource.Message, StringComparison.Ordinal);
        Assert.Equal(before, Azure.ResourceManager.Traffic.Connections);
    }

    [Fact]
    public void A_token_for_another_cloud_is_not_sent_to_the_one_of_the_variable()
    {
        string token = Azure.Identity.IssueEntraToken(audience: "https://management.chinacloudapi.cn");
        long before = Azure.ResourceManager.Traffic.Connections;

        ScriptOutcome outcome = _sandbox.Run(Azure.Healthy.LoginServer, token, "-IncludeResourceManager");

        Assert.Equal("Skipped", outcome.Check("RegistryResource").Status);
        Assert.Equal(before, Azure.ResourceManager.Traffic.Connections);
    }

    [Theory]
    [InlineData("http://localhost:1/")]
    [InlineData("https://user@localhost:1/")]
    [InlineData("https://localhost:1/path")]
    [InlineData("localhost")]
    public void A_variable_that_names_no_https_host_is_refused_with_a_word_on_what_to_write(string value)
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", value));

        CheckResult resource = _sandbox.Ask("healthy", "-IncludeResourceManager").Check("RegistryResource");

        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("https URL", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_is_not_where_its_resource_id_says_is_a_failure()
    {
        string id = Azure.ResourceManager.ResourceIdOf(Azure.Healthy) + "x";

        CheckResult resource = _sandbox.Run(id, _sandbox.IssueToken(), "-Check RegistryResource").Check("RegistryResource");

        Assert.Equal(("LOGIN_SERVER_ERROR", "RegistryNotAtResourceId"), (resource.ErrorCode, resource.Finding));
        Assert.Contains("simhealthyx", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_given_by_its_resource_id_is_checked_at_the_login_server_that_is_reported()
    {
        // Its name with the cloud's suffix would be simhealthy.azurecr.io.
        ScriptOutcome outcome = _sandbox.Run(Azure.ResourceManager.ResourceIdOf(Azure.Healthy), _sandbox.IssueToken(), string.Empty);

        Assert.Empty(outcome.Errors);
        Assert.All(outcome.Results, result => Assert.Equal(Azure.Healthy.LoginServer, result.Registry));
        Assert.All(outcome.Results.Where(result => result.Check is "RegistryApi" or "RegistryResource"), result => Assert.Equal("Passed", result.Status));
    }

    [Fact]
    public void A_registry_given_by_its_resource_id_is_waited_for_at_the_login_server_that_is_reported()
    {
        ScriptOutcome outcome = _sandbox.Engine.Run(
            "param($registry, $authority, $token) Wait-AcrHealth -Registry $registry -CACertificate $authority -AccessToken $token -ExcludeCheck Docker*, Helm* -TimeoutSeconds 30",
            Azure.ResourceManager.ResourceIdOf(Azure.Healthy),
            _sandbox.Simulated.Authority,
            new NetworkCredential(string.Empty, _sandbox.IssueToken()).SecurePassword);

        Assert.Empty(outcome.Errors);
        Assert.All(outcome.Results, result => Assert.Equal(Azure.Healthy.LoginServer, result.Registry));
    }

    [Fact]
    public void A_resource_id_whose_login_server_is_not_told_is_checked_at_its_name()
    {
        ScriptOutcome outcome = _sandbox.Run(
            Azure.ResourceManager.ResourceIdOf(Azure["arm-denied"]), _sandbox.IssueToken(), "-Check LoginServer");

        Assert.Equal("simarmdenied.azurecr.io", outcome.Check("LoginServer").Registry);
    }

    [Fact]
    public void The_login_server_of_another_registry_of_that_name_is_a_warning()
    {
        CheckResult resource = _sandbox.Run(
            "simhealthy.azurecr.io", _sandbox.IssueToken(), "-Check RegistryResource").Check("RegistryResource");

        Assert.Equal(("Warning", "OtherLoginServer"), (resource.Status, resource.Finding));
        Assert.Contains(resource.Remediation, step => step.Contains($"Test-AcrHealth {Azure.Healthy.LoginServer}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_registry_that_the_identity_does_not_see_is_no_failure()
    {
        CheckResult resource = _sandbox.Run("localhost:1", _sandbox.IssueToken(), "-Check RegistryResource").Check("RegistryResource");

        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("sees no registry", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_registries_are_looked_up_by_one_search_however_many_pages_it_has()
    {
        await using AzureSimulator azure = await AzureSimulator.StartAsync(new() { Faults = [.. Enumerable.Repeat("healthy", 40)] }, TestContext.Current.CancellationToken);
        using var _ = new EnvironmentScope(azure.ResourceManager.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
        string authority = azure.WriteCertificateAuthority(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem"));
        try
        {
            ScriptOutcome outcome = _sandbox.Engine.Run(
                "param($registries, $authority, $token) $registries | Test-AcrHealth -CACertificate $authority -AccessToken $token -Check NetworkRules",
                azure.Registries.Select(registry => registry.LoginServer).ToArray(),
                authority,
                new NetworkCredential(string.Empty, azure.Identity.IssueEntraToken(audience: ResourceManagerSandbox.Audience)).SecurePassword);

            Assert.Empty(outcome.Errors);
            Assert.Equal(41, outcome.Results.Count(result => result is { Check: "NetworkRules", Status: "Passed" }));
            Assert.Equal(2, azure.ResourceManager.Traffic.Log.Count(request => request.Target.Contains("ResourceGraph", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(authority);
        }
    }

    public void Dispose() => _sandbox.Dispose();
}
