using System.Diagnostics;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the settings of a registry that Azure Resource Manager reports, and runs to which it reports nothing.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ResourceManagerTests(Simulated simulated) : IDisposable
{
    private readonly ResourceManagerSandbox _sandbox = new(simulated);

    private AzureSimulator Azure => _sandbox.Azure;

    [Fact]
    public void A_healthy_registry_is_reported_with_its_settings()
    {
        ScriptOutcome outcome = _sandbox.Ask("healthy", "-IncludeResourceManager");

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

        ScriptOutcome outcome = _sandbox.Ask("healthy", string.Empty);

        Assert.Equal(DefaultChecks.OfARegistry, outcome.Results.Select(result => result.Check));
        Assert.Equal(before, Azure.ResourceManager.Traffic.Connections);
    }

    public static TheoryData<string, string> Failing => [.. Fault.All.Where(fault => fault is { IsInResourceManagerOnly: true, Code: not null }).Select(fault => (fault.Name, fault.Code!))];

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_fault_that_only_Resource_Manager_shows_gives_its_code_and_nothing_else_fails(string fault, string code)
    {
        ScriptOutcome outcome = _sandbox.Ask(fault, "-VirtualNetwork simnet");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed" && !IsMissingEndpoint(result));
        Assert.Equal(code, failure.ErrorCode);
        Assert.NotEmpty(failure.Remediation);
        Assert.Contains(failure.Check, _sandbox.Asking);
    }

    public static TheoryData<string> Harmless => [.. Fault.All.Where(fault => fault is { IsInResourceManagerOnly: true, Code: null }).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_is_no_fault_or_hides_them_fails_nothing(string fault)
    {
        long started = Stopwatch.GetTimestamp();

        ScriptOutcome outcome = _sandbox.Ask(fault, "-IncludeResourceManager");

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
        CheckResult result = _sandbox.Ask(fault, "-IncludeResourceManager").Check(check);

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
        CheckResult result = _sandbox.Ask(fault, "-IncludeResourceManager").Check(check);

        Assert.Equal(("Warning", finding, (string?)null), (result.Status, result.Finding, result.ErrorCode));
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
        Assert.NotEmpty(result.Remediation);
    }

    [Fact]
    public void Quarantine_soft_delete_and_retention_are_told()
    {
        CheckResult resource = _sandbox.Ask("policies", "-IncludeResourceManager").Check("RegistryResource");

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
        ScriptOutcome outcome = _sandbox.Ask(fault, "-IncludeResourceManager -TimeoutSeconds 20");

        CheckResult resource = Assert.Single(outcome.Results, result => _sandbox.Asking.Contains(result.Check));
        Assert.Equal("Skipped", resource.Status);
        Assert.Contains(says, resource.Message, StringComparison.Ordinal);
        Assert.Equal([.. DefaultChecks.OfARegistry, "RegistryResource"], outcome.Results.Select(result => result.Check));
    }

    [Fact]
    public void Readable_settings_are_reported_and_unreadable_ones_named()
    {
        ScriptOutcome outcome = _sandbox.Ask("arm-partly-denied", "-IncludeResourceManager");

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
        ScriptOutcome outcome = _sandbox.Ask("arm-throttled-once", "-IncludeResourceManager");

        Assert.Equal("Passed", outcome.Check("RegistryResource").Status);
        Assert.Equal("Passed", outcome.Check("RoleAssignment").Status);
    }

    [Fact]
    public void A_list_that_goes_on_elsewhere_is_not_followed()
    {
        CheckResult replicas = _sandbox.Ask("arm-elsewhere", "-IncludeResourceManager").Check("Replicas");

        Assert.Equal("Skipped", replicas.Status);
        Assert.Contains("elsewhere.invalid", replicas.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_port_delays_nothing()
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", $"https://{Azure["closed"].LoginServer}/"));

        ScriptOutcome outcome = _sandbox.Ask("healthy", "-IncludeResourceManager");

        Assert.Equal("Skipped", outcome.Check("RegistryResource").Status);
        Assert.Contains("cannot be reached", outcome.Check("RegistryResource").Message, StringComparison.Ordinal);
        Assert.Equal("Passed", outcome.Check("AccessToken").Status);
    }

    [Fact]
    public async Task The_machines_region_is_told_where_its_metadata_service_tells_it_and_nothing_is_made_of_it_where_there_may_be_a_replica()
    {
        using var service = new MetadataService("northeurope");
        using var _ = new EnvironmentScope(("AZURE_POD_IDENTITY_AUTHORITY_HOST", service.Address));
        CheckResult? resource = null;

        // The check waits 0.4 s for the service, which a busy machine may exceed.
        await Eventually.HoldsAsync(() => (resource = _sandbox.Ask("healthy", "-IncludeResourceManager").Check("RegistryResource")).DetailOf("MachineRegion") is not null);

        Assert.Equal("northeurope", resource!.DetailOf("MachineRegion"));
        Assert.DoesNotContain("crosses regions", resource.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private static bool IsMissingEndpoint(CheckResult result) =>
        result.Finding == "NoPrivateEndpoint";
}
