using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the explanations that Azure Resource Manager gives for refusals: firewall rules and role assignments.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ResourceManagerAdviceTests(Simulated simulated) : IDisposable
{
    private readonly ResourceManagerSandbox _sandbox = new(simulated);

    private AzureSimulator Azure => _sandbox.Azure;

    [Theory]
    [InlineData("firewall-ip-rules", "Challenge", "AddressNotAllowed", "does not allow the address 203.0.113.7. It allows 198.51.100.0/24, 192.0.2.0/28, 203.0.113.8")]
    [InlineData("firewall-subnets", "Challenge", "AddressNotAllowed", "It allows simnet/default")]
    [InlineData("firewall-late", "Challenge", "AllowedAddressRefused", "203.0.113.0/29")]
    [InlineData("firewall-open", "Challenge", "RefusedDespiteOpenRules", "allow every network")]
    [InlineData("forbidden", "Challenge", "PublicAccessDisabled", "Public network access")]
    [InlineData("firewall-exchange", "RefreshToken", "AddressNotAllowed", "203.0.113.7")]
    [InlineData("firewall-token", "AccessToken", "AddressNotAllowed", "203.0.113.7")]
    [InlineData("firewall-api", "RegistryApi", "AddressNotAllowed", "203.0.113.7")]
    public void A_refusal_by_the_firewall_is_explained_without_being_asked_for(string fault, string step, string finding, string says)
    {
        ScriptOutcome outcome = _sandbox.SignIn(fault, string.Empty);

        Assert.Equal("Failed", outcome.Check(step).Status);
        CheckResult rules = outcome.Check("NetworkRules");
        Assert.Equal(("CONNECTIVITY_FORBIDDEN_ERROR", finding), (rules.ErrorCode, rules.Finding));
        Assert.Contains(says, rules.Message, StringComparison.Ordinal);
        Assert.Equal("203.0.113.7", rules.DetailOf("Address"));
        Assert.Equal("Passed", outcome.Check("RegistryResource").Status);
        Assert.DoesNotContain(outcome.Results, result => result.Check is "RoleAssignment" or "Replicas");
    }

    [Fact]
    public void A_firewall_refusal_without_an_address_is_still_explained()
    {
        CheckResult rules = _sandbox.SignIn("firewall-silent", string.Empty).Check("NetworkRules");

        Assert.Equal("AddressUnknownNotAllowed", rules.Finding);
        Assert.Null(rules.DetailOf("Address"));
    }

    [Fact]
    public void Allowed_subnets_are_reported_and_the_remedy_names_the_first()
    {
        CheckResult rules = _sandbox.SignIn("firewall-subnets", string.Empty).Check("NetworkRules");

        string subnet = $"{Azure.ResourceManager.VirtualNetworkId}/subnets/default";
        Assert.Equal([subnet], Assert.IsAssignableFrom<IEnumerable<string>>(rules.DetailOf("AllowedSubnets")));
        Assert.Contains(rules.Remediation, step => step.Contains($"az network vnet subnet update --ids {subnet} --service-endpoints Microsoft.ContainerRegistry", StringComparison.Ordinal));
        Assert.DoesNotContain(_sandbox.SignIn("firewall-ip-rules", string.Empty).Check("NetworkRules").Remediation, step => step.Contains("service-endpoints", StringComparison.Ordinal));
    }

    [Fact]
    public void The_remedy_of_the_firewall_has_the_registrys_name_and_the_address_in_it()
    {
        CheckResult rules = _sandbox.SignIn("firewall-ip-rules", string.Empty).Check("NetworkRules");

        Assert.Contains(rules.Remediation, step => step.Contains("az acr network-rule add --name simfirewalliprules --ip-address 203.0.113.7", StringComparison.Ordinal));
        Assert.Contains(rules.Remediation, step => step.Contains("Update-AzContainerRegistry -ResourceGroupName simulated -Name simfirewalliprules", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("role-missing", "PullRoleMissing", "AcrPull")]
    [InlineData("role-of-another-mode", "RepositoryPullRoleMissing", "'Container Registry Repository Reader'")]
    public void A_missing_role_is_named_with_the_command_that_assigns_it(string fault, string finding, string role)
    {
        ScriptOutcome outcome = _sandbox.SignIn(fault, string.Empty);

        Assert.Equal("CONNECTIVITY_ACCESS_TOKEN_ERROR", outcome.Check("AccessToken").ErrorCode);
        CheckResult roles = outcome.Check("RoleAssignment");
        Assert.Equal(("ROLE_ERROR", finding), (roles.ErrorCode, roles.Finding));
        string id = Azure.ResourceManager.ResourceIdOf(Azure[fault]);
        Assert.Contains(roles.Remediation, step => step.Contains($"az role assignment create --assignee {Azure.Identity.ObjectId} --role {role} --scope {id}", StringComparison.Ordinal));
        Assert.Contains(roles.Remediation, step => step.Contains($"New-AzRoleAssignment -ObjectId {Azure.Identity.ObjectId} -RoleDefinitionName {role} -Scope {id}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_despite_the_role_is_reported_as_such()
    {
        CheckResult roles = _sandbox.SignIn("refresh-denied", string.Empty).Check("RoleAssignment");

        Assert.Equal("Warning", roles.Status);
        Assert.Equal("RefusedDespiteRole", roles.Finding);
    }

    [Theory]
    [InlineData("role-elsewhere", "PullRoleNotSeen", "AcrPull")]
    [InlineData("role-elsewhere-in-repositories", "RepositoryPullRoleNotSeen", "Container Registry Repository Reader")]
    public void A_role_that_is_not_seen_is_a_warning_if_the_registry_lets_the_identity_in(string fault, string finding, string role)
    {
        CheckResult roles = _sandbox.Ask(fault, "-IncludeResourceManager").Check("RoleAssignment");

        Assert.Equal(("Warning", finding, (string?)null), (roles.Status, roles.Finding, roles.ErrorCode));
        Assert.Contains(role, roles.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unavailable", "")]
    [InlineData("tls-expired", "")]
    [InlineData("forbidden", "-StopOnFailure")]
    public void Other_failures_and_a_run_that_stops_are_no_reason_to_ask(string fault, string parameters)
    {
        ScriptOutcome outcome = _sandbox.SignIn(fault, parameters);

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
    }

    [Theory]
    [InlineData("-Anonymous -Repository public/hello")]
    [InlineData("-Credential ([pscredential]::new('nobody', [securestring]::new()))")]
    public void A_missing_Entra_identity_is_reported_only_when_one_was_requested(string parameters)
    {
        Assert.DoesNotContain(_sandbox.Simulated.CheckOnly(_sandbox.Engine, Azure["forbidden"].LoginServer, parameters).Results, result => _sandbox.Asking.Contains(result.Check));
        CheckResult resource = Assert.Single(
            _sandbox.Simulated.CheckOnly(_sandbox.Engine, Azure.Healthy.LoginServer, parameters + " -IncludeResourceManager").Results, result => _sandbox.Asking.Contains(result.Check));
        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("Entra", resource.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();
}
