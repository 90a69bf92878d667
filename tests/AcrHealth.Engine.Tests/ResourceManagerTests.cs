using System.Diagnostics;
using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>What Azure Resource Manager tells of a registry, and what becomes of a run when it tells nothing.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ResourceManagerTests : IDisposable
{
    private const string Audience = "https://management.azure.com";

    private readonly Simulated _simulated;
    private readonly ModuleEngine _engine = new();
    private readonly EnvironmentScope _variables;

    public ResourceManagerTests(Simulated simulated)
    {
        _simulated = simulated;
        _variables = new(Azure.ResourceManager.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
    }

    private AzureSimulator Azure => _simulated.Azure;

    /// <summary>The checks that use Azure Resource Manager: RegistryResource, and what needs it.</summary>
    private string[] Asking =>
    [
        .. _engine.Run("Get-AcrHealthCheck | Where-Object { $_.Name -eq 'RegistryResource' -or $_.Prerequisites -contains 'RegistryResource' } | ForEach-Object Name")
            .Output.Select(name => name.ToString()),
    ];

    [Fact]
    public void A_healthy_registry_is_reported_with_its_settings()
    {
        ScriptOutcome outcome = Ask("healthy", "-IncludeResourceManager");

        Assert.DoesNotContain(outcome.Results, result => result.Status is "Failed" or "Warning");
        CheckResult resource = outcome.Check("RegistryResource");
        Assert.Equal("Passed", resource.Status);
        Assert.Equal(Azure.ResourceManager.ResourceIdOf(Azure.Healthy), resource.DetailOf("ResourceId"));
        Assert.Equal(Azure.Healthy.LoginServer, resource.DetailOf("LoginServer"));
        Assert.Equal("Premium", resource.DetailOf("Sku"));
        Assert.Equal("westeurope", resource.DetailOf("Location"));
        Assert.Equal("Succeeded", resource.DetailOf("ProvisioningState"));
        Assert.Equal("Enabled", resource.DetailOf("ZoneRedundancy"));
        Assert.Equal(true, resource.DetailOf("AdminUserEnabled"));
        Assert.Equal(true, resource.DetailOf("AnonymousPullEnabled"));
        Assert.Equal(true, resource.DetailOf("AcceptsResourceManagerTokens"));
        Assert.Equal(3L << 30, resource.DetailOf("StorageUsed"));
        Assert.Equal(500L << 30, resource.DetailOf("StorageIncluded"));
        CheckResult roles = outcome.Check("RoleAssignment");
        Assert.Equal("Passed", roles.Status);
        Assert.Contains("AcrPull", roles.Message, StringComparison.Ordinal);
        Assert.Equal(Azure.Identity.ObjectId, roles.DetailOf("ObjectId"));
        Assert.Equal("Passed", outcome.Check("NetworkRules").Status);
        Assert.Contains("northeurope", outcome.Check("Replicas").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Results, result => result.Check is "PrivateEndpoint" or "CustomerManagedKey");
    }

    [Fact]
    public void Nothing_is_asked_of_it_unless_it_is_wanted()
    {
        long before = Azure.ResourceManager.Traffic.Connections;

        ScriptOutcome outcome = Ask("healthy", string.Empty);

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        Assert.Equal(before, Azure.ResourceManager.Traffic.Connections);
    }

    public static TheoryData<string, string> Failing => [.. Fault.All.Where(fault => fault is { IsInResourceManagerOnly: true, Code: not null }).Select(fault => (fault.Name, fault.Code!))];

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_fault_that_only_Resource_Manager_shows_gives_its_code_and_nothing_else_fails(string fault, string code)
    {
        ScriptOutcome outcome = Ask(fault, "-VirtualNetwork simnet");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed" && !IsMissingEndpoint(result));
        Assert.Equal(code, failure.ErrorCode);
        Assert.NotEmpty(failure.Remediation);
        Assert.Contains(failure.Check, Asking);
    }

    public static TheoryData<string> Harmless => [.. Fault.All.Where(fault => fault is { IsInResourceManagerOnly: true, Code: null }).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_is_no_fault_or_hides_them_fails_nothing(string fault)
    {
        long started = Stopwatch.GetTimestamp();

        ScriptOutcome outcome = Ask(fault, "-IncludeResourceManager");

        Assert.Empty(outcome.Errors);
        Assert.DoesNotContain(outcome.Results, result => result.Status == "Failed");
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("not-provisioned", "RegistryResource", "RegistryStateFailed", "Failed")]
    [InlineData("replica-failed", "Replicas", "ReplicaFailed", "northeurope")]
    [InlineData("cmk-identity-missing", "CustomerManagedKey", "KeyIdentityNotAssigned", "not assigned")]
    [InlineData("cmk-identity-deleted", "CustomerManagedKey", "KeyIdentityDeleted", "deleted")]
    [InlineData("cmk-no-identity", "CustomerManagedKey", "KeyWithoutIdentity", "has no identity")]
    [InlineData("cmk-system-identity-gone", "CustomerManagedKey", "KeySystemIdentityMissing", "its own identity")]
    [InlineData("private-endpoint-mismatch", "PrivateEndpoint", "PrivateNameOtherAddress", "10.20.30.40")]
    [InlineData("private-endpoint-data-unresolved", "PrivateEndpoint", "PrivateNameUnresolved", "sim.westeurope.data.invalid does not resolve")]
    [InlineData("private-endpoint-pending", "PrivateEndpoint", "PrivateEndpointNotApproved", "Pending")]
    public void The_finding_says_what_is_wrong(string fault, string check, string finding, string says)
    {
        CheckResult result = Ask(fault, "-IncludeResourceManager").Check(check);

        Assert.Equal(("Failed", finding), (result.Status, result.Finding));
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
        Assert.Contains(Azure[fault].ResourceName, string.Join('\n', result.Remediation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("updating", "RegistryResource", "RegistryStateChanging", "Updating")]
    [InlineData("resource-manager-tokens-refused", "RegistryResource", "ResourceManagerTokensRefused", "azureADAuthenticationAsArmPolicy")]
    [InlineData("replica-blocked", "Replicas", "ReplicaUnreachable", "sim.northeurope.data.invalid")]
    [InlineData("replica-inactive", "Replicas", "ReplicaInactive", "northeurope")]
    [InlineData("private-endpoint-one-pending", "PrivateEndpoint", "OtherPrivateEndpointNotApproved", "Pending")]
    [InlineData("private-endpoint-several", "PrivateEndpoint", "SeveralPrivateEndpoints", "2 private endpoints")]
    public void What_will_break_is_a_warning_without_a_code(string fault, string check, string finding, string says)
    {
        CheckResult result = Ask(fault, "-IncludeResourceManager").Check(check);

        Assert.Equal(("Warning", finding, (string?)null), (result.Status, result.Finding, result.ErrorCode));
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
        Assert.NotEmpty(result.Remediation);
    }

    [Fact]
    public void Quarantine_soft_delete_and_retention_are_told()
    {
        CheckResult resource = Ask("policies", "-IncludeResourceManager").Check("RegistryResource");

        Assert.Equal("Passed", resource.Status);
        Assert.Contains("Quarantine is enabled", resource.Message, StringComparison.Ordinal);
        Assert.Equal((true, 14L, 7L), (resource.DetailOf("QuarantineEnabled"), resource.DetailOf("SoftDeleteDays"), resource.DetailOf("UntaggedRetentionDays")));
    }

    [Theory]
    [InlineData("arm-denied", "AuthorizationFailed")]
    [InlineData("arm-throttled", "throttling")]
    [InlineData("arm-html", "not JSON")]
    [InlineData("arm-hang", "timed out after")]
    public void If_Resource_Manager_gives_nothing_one_check_is_skipped_with_the_reason(string fault, string says)
    {
        ScriptOutcome outcome = Ask(fault, "-IncludeResourceManager -TimeoutSeconds 20");

        CheckResult resource = Assert.Single(outcome.Results, result => Asking.Contains(result.Check));
        Assert.Equal("Skipped", resource.Status);
        Assert.Contains(says, resource.Message, StringComparison.Ordinal);
        Assert.Equal([.. DefaultChecks.OfARegistry, "RegistryResource"], outcome.Results.Select(result => result.Check));
    }

    [Fact]
    public void Readable_settings_are_reported_and_unreadable_ones_named()
    {
        ScriptOutcome outcome = Ask("arm-partly-denied", "-IncludeResourceManager");

        CheckResult resource = outcome.Check("RegistryResource");
        Assert.Equal("Passed", resource.Status);
        Assert.Contains("listUsages", resource.Message, StringComparison.Ordinal);
        Assert.Null(resource.DetailOf("StorageUsed"));
        Assert.Equal("Passed", outcome.Check("NetworkRules").Status);
        Assert.Equal("Skipped", outcome.Check("RoleAssignment").Status);
        Assert.Contains("AuthorizationFailed", outcome.Check("Replicas").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Throttling_that_ends_soon_is_waited_for()
    {
        ScriptOutcome outcome = Ask("arm-throttled-once", "-IncludeResourceManager");

        Assert.Equal("Passed", outcome.Check("RegistryResource").Status);
        Assert.Equal("Passed", outcome.Check("RoleAssignment").Status);
    }

    [Fact]
    public void A_list_that_goes_on_elsewhere_is_not_followed()
    {
        CheckResult replicas = Ask("arm-elsewhere", "-IncludeResourceManager").Check("Replicas");

        Assert.Equal("Skipped", replicas.Status);
        Assert.Contains("elsewhere.invalid", replicas.Message, StringComparison.Ordinal);
    }

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
        ScriptOutcome outcome = SignIn(fault, string.Empty);

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
        CheckResult rules = SignIn("firewall-silent", string.Empty).Check("NetworkRules");

        Assert.Equal("AddressUnknownNotAllowed", rules.Finding);
        Assert.Null(rules.DetailOf("Address"));
    }

    [Fact]
    public void Allowed_subnets_are_reported_and_the_remedy_names_the_first()
    {
        CheckResult rules = SignIn("firewall-subnets", string.Empty).Check("NetworkRules");

        string subnet = $"{Azure.ResourceManager.VirtualNetworkId}/subnets/default";
        Assert.Equal([subnet], Assert.IsAssignableFrom<IEnumerable<string>>(rules.DetailOf("AllowedSubnets")));
        Assert.Contains(rules.Remediation, step => step.Contains($"az network vnet subnet update --ids {subnet} --service-endpoints Microsoft.ContainerRegistry", StringComparison.Ordinal));
        Assert.DoesNotContain(SignIn("firewall-ip-rules", string.Empty).Check("NetworkRules").Remediation, step => step.Contains("service-endpoints", StringComparison.Ordinal));
    }

    [Fact]
    public void The_remedy_of_the_firewall_has_the_registrys_name_and_the_address_in_it()
    {
        CheckResult rules = SignIn("firewall-ip-rules", string.Empty).Check("NetworkRules");

        Assert.Contains(rules.Remediation, step => step.Contains("az acr network-rule add --name simfirewalliprules --ip-address 203.0.113.7", StringComparison.Ordinal));
        Assert.Contains(rules.Remediation, step => step.Contains("Update-AzContainerRegistry -ResourceGroupName simulated -Name simfirewalliprules", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("role-missing", "PullRoleMissing", "AcrPull")]
    [InlineData("role-of-another-mode", "RepositoryPullRoleMissing", "'Container Registry Repository Reader'")]
    public void A_missing_role_is_named_with_the_command_that_assigns_it(string fault, string finding, string role)
    {
        ScriptOutcome outcome = SignIn(fault, string.Empty);

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
        CheckResult roles = SignIn("refresh-denied", string.Empty).Check("RoleAssignment");

        Assert.Equal("Warning", roles.Status);
        Assert.Equal("RefusedDespiteRole", roles.Finding);
    }

    [Theory]
    [InlineData("role-elsewhere", "PullRoleNotSeen", "AcrPull")]
    [InlineData("role-elsewhere-in-repositories", "RepositoryPullRoleNotSeen", "Container Registry Repository Reader")]
    public void A_role_that_is_not_seen_is_a_warning_if_the_registry_lets_the_identity_in(string fault, string finding, string role)
    {
        CheckResult roles = Ask(fault, "-IncludeResourceManager").Check("RoleAssignment");

        Assert.Equal(("Warning", finding, (string?)null), (roles.Status, roles.Finding, roles.ErrorCode));
        Assert.Contains(role, roles.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unavailable", "")]
    [InlineData("tls-expired", "")]
    [InlineData("forbidden", "-StopOnFailure")]
    public void Other_failures_and_a_run_that_stops_are_no_reason_to_ask(string fault, string parameters)
    {
        ScriptOutcome outcome = SignIn(fault, parameters);

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
    }

    [Theory]
    [InlineData("-Anonymous -Repository public/hello")]
    [InlineData("-Credential ([pscredential]::new('nobody', [securestring]::new()))")]
    public void A_missing_Entra_identity_is_reported_only_when_one_was_requested(string parameters)
    {
        Assert.DoesNotContain(_simulated.CheckOnly(_engine, Azure["forbidden"].LoginServer, parameters).Results, result => Asking.Contains(result.Check));
        CheckResult resource = Assert.Single(
            _simulated.CheckOnly(_engine, Azure.Healthy.LoginServer, parameters + " -IncludeResourceManager").Results, result => Asking.Contains(result.Check));
        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("Entra", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_is_no_registry_of_Azures_is_no_reason_to_ask_Azure()
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", null));

        ScriptOutcome outcome = Run(Azure["forbidden"].LoginServer, Azure.Identity.IssueEntraToken(audience: Audience), string.Empty);

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
    }

    [Fact]
    public void A_token_for_the_registry_service_is_not_sent_to_it()
    {
        long before = Azure.ResourceManager.Traffic.Connections;

        CheckResult resource = _simulated.Check(_engine, Azure.Healthy.LoginServer, "-IncludeResourceManager").Check("RegistryResource");

        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("not for", resource.Message, StringComparison.Ordinal);
        Assert.Equal(before, Azure.ResourceManager.Traffic.Connections);
    }

    [Fact]
    public void A_token_for_another_cloud_is_not_sent_to_the_one_of_the_variable()
    {
        string token = Azure.Identity.IssueEntraToken(audience: "https://management.chinacloudapi.cn");
        long before = Azure.ResourceManager.Traffic.Connections;

        ScriptOutcome outcome = Run(Azure.Healthy.LoginServer, token, "-IncludeResourceManager");

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

        CheckResult resource = Ask("healthy", "-IncludeResourceManager").Check("RegistryResource");

        Assert.Equal("Skipped", resource.Status);
        Assert.Contains("https URL", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_port_delays_nothing()
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", $"https://{Azure["closed"].LoginServer}/"));

        ScriptOutcome outcome = Ask("healthy", "-IncludeResourceManager");

        Assert.Equal("Skipped", outcome.Check("RegistryResource").Status);
        Assert.Contains("cannot be reached", outcome.Check("RegistryResource").Message, StringComparison.Ordinal);
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
    }

    [Fact]
    public void A_registry_that_is_not_where_its_resource_id_says_is_a_failure()
    {
        string id = Azure.ResourceManager.ResourceIdOf(Azure.Healthy) + "x";

        CheckResult resource = Run(id, Azure.Identity.IssueEntraToken(audience: Audience), "-Check RegistryResource").Check("RegistryResource");

        Assert.Equal(("LOGIN_SERVER_ERROR", "RegistryNotAtResourceId"), (resource.ErrorCode, resource.Finding));
        Assert.Contains("simhealthyx", resource.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_given_by_its_resource_id_is_checked_at_the_login_server_that_is_reported()
    {
        // Its name with the cloud's suffix would be simhealthy.azurecr.io.
        ScriptOutcome outcome = Run(Azure.ResourceManager.ResourceIdOf(Azure.Healthy), Azure.Identity.IssueEntraToken(audience: Audience), string.Empty);

        Assert.Empty(outcome.Errors);
        Assert.All(outcome.Results, result => Assert.Equal(Azure.Healthy.LoginServer, result.Registry));
        Assert.All(outcome.Results.Where(result => result.Check is "RegistryApi" or "RegistryResource"), result => Assert.Equal("Passed", result.Status));
    }

    [Fact]
    public void A_registry_given_by_its_resource_id_is_waited_for_at_the_login_server_that_is_reported()
    {
        ScriptOutcome outcome = _engine.Run(
            "param($registry, $authority, $token) Wait-AcrHealth -Registry $registry -CACertificate $authority -AccessToken $token -ExcludeCheck Docker*, Helm* -TimeoutSeconds 30",
            Azure.ResourceManager.ResourceIdOf(Azure.Healthy),
            _simulated.Authority,
            new NetworkCredential(string.Empty, Azure.Identity.IssueEntraToken(audience: Audience)).SecurePassword);

        Assert.Empty(outcome.Errors);
        Assert.All(outcome.Results, result => Assert.Equal(Azure.Healthy.LoginServer, result.Registry));
    }

    [Fact]
    public void A_resource_id_whose_login_server_is_not_told_is_checked_at_its_name()
    {
        ScriptOutcome outcome = Run(
            Azure.ResourceManager.ResourceIdOf(Azure["arm-denied"]), Azure.Identity.IssueEntraToken(audience: Audience), "-Check LoginServer");

        Assert.Equal("simarmdenied.azurecr.io", outcome.Check("LoginServer").Registry);
    }

    [Fact]
    public void The_login_server_of_another_registry_of_that_name_is_a_warning()
    {
        CheckResult resource = Run(
            "simhealthy.azurecr.io", Azure.Identity.IssueEntraToken(audience: Audience), "-Check RegistryResource").Check("RegistryResource");

        Assert.Equal(("Warning", "OtherLoginServer"), (resource.Status, resource.Finding));
        Assert.Contains(resource.Remediation, step => step.Contains($"Test-AcrHealth {Azure.Healthy.LoginServer}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_registry_that_the_identity_does_not_see_is_no_failure()
    {
        CheckResult resource = Run("localhost:1", Azure.Identity.IssueEntraToken(audience: Audience), "-Check RegistryResource").Check("RegistryResource");

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
            ScriptOutcome outcome = _engine.Run(
                "param($registries, $authority, $token) $registries | Test-AcrHealth -CACertificate $authority -AccessToken $token -Check NetworkRules",
                azure.Registries.Select(registry => registry.LoginServer).ToArray(),
                authority,
                new NetworkCredential(string.Empty, azure.Identity.IssueEntraToken(audience: Audience)).SecurePassword);

            Assert.Empty(outcome.Errors);
            Assert.Equal(41, outcome.Results.Count(result => result is { Check: "NetworkRules", Status: "Passed" }));
            Assert.Equal(2, azure.ResourceManager.Traffic.Log.Count(request => request.Target.Contains("ResourceGraph", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(authority);
        }
    }

    [Theory]
    [InlineData("private-endpoint", "simnet", "Passed")]
    [InlineData("private-endpoint", "SimNet", "Passed")]
    [InlineData("private-endpoint", "othernet", "Failed")]
    [InlineData("healthy", "simnet", "Failed")]
    [InlineData("private-endpoint-mismatch", "simnet", "Failed")]
    [InlineData("private-endpoint-public", "simnet", "Failed")]
    public void A_network_is_looked_for_by_its_name(string fault, string network, string status)
    {
        CheckResult result = Ask(fault, $"-VirtualNetwork {network}").Check("PrivateEndpoint");

        Assert.Equal(status, result.Status);
        Assert.Equal(status == "Failed" ? "PRIVATE_ENDPOINT_ERROR" : null, result.ErrorCode);
        string? finding = (fault, network) switch
        {
            ("healthy", _) => "NoPrivateEndpoint",
            (_, "othernet") => "NoPrivateEndpointInNetwork",
            ("private-endpoint-mismatch", _) => "PrivateNameOtherAddress",
            ("private-endpoint-public", _) => "PrivateNamePublic",
            _ => null,
        };
        Assert.Equal(finding, result.Finding);
    }

    [Fact]
    public void A_network_is_looked_for_by_its_resource_id()
    {
        string id = Azure.ResourceManager.VirtualNetworkId;

        Assert.Equal("Passed", Ask("private-endpoint", $"-VirtualNetwork {id}").Check("PrivateEndpoint").Status);
        Assert.Equal("Failed", Ask("private-endpoint", $"-VirtualNetwork {id}2").Check("PrivateEndpoint").Status);
    }

    [Theory]
    [InlineData("'a b'")]
    [InlineData("/subscriptions/x/virtualNetworks/y")]
    public void What_can_be_no_network_is_refused(string network) =>
        Assert.Contains("virtualNetworks", _engine.Run($"Test-AcrHealth localhost:1 -VirtualNetwork {network}").Refusal, StringComparison.Ordinal);

    [Fact]
    public void The_machines_region_is_told_where_its_metadata_service_tells_it_and_nothing_is_made_of_it_where_there_may_be_a_replica()
    {
        using var service = new MetadataService("northeurope");
        using var _ = new EnvironmentScope(("AZURE_POD_IDENTITY_AUTHORITY_HOST", service.Address));

        CheckResult resource = Ask("healthy", "-IncludeResourceManager").Check("RegistryResource");

        Assert.Equal("northeurope", resource.DetailOf("MachineRegion"));
        Assert.DoesNotContain("crosses regions", resource.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _variables.Dispose();
    }

    private static bool IsMissingEndpoint(CheckResult result) =>
        result.Finding == "NoPrivateEndpoint";

    private ScriptOutcome Ask(string fault, string parameters) => Run(Azure[fault].LoginServer, Azure.Identity.IssueEntraToken(audience: Audience), parameters);

    private ScriptOutcome Run(string registry, string token, string parameters) => _engine.Run(
        "param($registry, $authority, $token) Test-AcrHealth -Registry $registry -CACertificate $authority -AccessToken $token -ExcludeCheck Docker*, Helm* " + parameters,
        registry,
        _simulated.Authority,
        new NetworkCredential(string.Empty, token).SecurePassword);

    // Through the simulator's Entra ID, as the service principal of the variables.
    private ScriptOutcome SignIn(string fault, string parameters)
    {
        using var _ = new EnvironmentScope(Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
        return _simulated.CheckOnly(_engine, Azure[fault].LoginServer, parameters);
    }
}
