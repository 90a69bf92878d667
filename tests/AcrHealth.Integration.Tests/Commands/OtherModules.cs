namespace AcrHealth.Integration.Tests.Commands;

/// <summary>
/// The commands of modules that the tests do not have, with the parameters that texts use of each: Az 12 and later, and modules of Windows. Their
/// documentation at learn.microsoft.com/powershell/module has all of them.
/// </summary>
internal static class OtherModules
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        // Az.Accounts
        ["Clear-AzContext"] = "",
        ["Connect-AzAccount"] = "Tenant Identity AccountId",
        ["Get-AzAccessToken"] = "AsSecureString ResourceUrl",
        ["Get-AzContext"] = "",

        // Az.ContainerRegistry
        ["Connect-AzContainerRegistry"] = "Name",
        ["Get-AzContainerRegistry"] = "Name ResourceGroupName",
        ["Get-AzContainerRegistryReplication"] = "Name RegistryName ResourceGroupName",
        ["Get-AzContainerRegistryRepository"] = "RegistryName",
        ["Get-AzContainerRegistryTag"] = "RegistryName RepositoryName",
        ["Get-AzContainerRegistryToken"] = "Name RegistryName ResourceGroupName",
        ["Get-AzContainerRegistryUsage"] = "RegistryName ResourceGroupName",
        ["New-AzContainerRegistryIPRuleObject"] = "Action IPAddressOrRange",
        ["Update-AzContainerRegistry"] = "AnonymousPullEnabled DataEndpointEnabled Name NetworkRuleSetDefaultAction NetworkRuleSetIPRule PublicNetworkAccess ResourceGroupName Sku TrustPolicyStatus",
        ["Update-AzContainerRegistryRepository"] = "Name RegistryName WriteEnabled",

        // Az.ManagedServiceIdentity, Az.Monitor, Az.Network, Az.PrivateDns, Az.Resources
        ["Get-AzUserAssignedIdentity"] = "Name ResourceGroupName",
        ["Get-AzActivityLog"] = "ResourceGroupName ResourceId Status",
        ["Approve-AzPrivateEndpointConnection"] = "ResourceId",
        ["Get-AzPrivateEndpointConnection"] = "PrivateLinkResourceId",
        ["New-AzPrivateLinkServiceConnection"] = "GroupId Name PrivateLinkServiceId",
        ["Get-AzPrivateDnsRecordSet"] = "RecordType ResourceGroupName ZoneName",
        ["Get-AzPrivateDnsVirtualNetworkLink"] = "ResourceGroupName ZoneName",
        ["New-AzPrivateDnsVirtualNetworkLink"] = "Name ResourceGroupName VirtualNetworkId ZoneName",
        ["Get-AzADServicePrincipal"] = "DisplayName",
        ["Get-AzRoleAssignment"] = "ObjectId Scope",
        ["New-AzADAppCredential"] = "ApplicationId",
        ["New-AzADServicePrincipal"] = "ApplicationId",
        ["New-AzRoleAssignment"] = "ObjectId RoleDefinitionName Scope",
        ["Register-AzResourceProvider"] = "ProviderNamespace",

        // Pester 6, this module with it, and OperationValidation
        ["Should-Be"] = "",
        ["Should-BeHealthy"] = "",
        ["Should-NotBeHealthy"] = "",
        ["Invoke-OperationValidation"] = "",

        // Windows
        ["Clear-DnsClientCache"] = "",
        ["Import-Certificate"] = "CertStoreLocation FilePath",
        ["Resolve-DnsName"] = "",
        ["New-ScheduledTaskAction"] = "Argument Execute",
        ["New-ScheduledTaskTrigger"] = "At Daily RandomDelay",
        ["Register-ScheduledTask"] = "Action TaskName Trigger",
        ["Start-Service"] = "",
    };

    /// <summary>The parameters of a command; null if it is not one of these.</summary>
    public static string[]? ParametersOf(string command) => Parameters.GetValueOrDefault(command)?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
