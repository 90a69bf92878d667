namespace AcrHealth.Simulator;

/// <summary>
/// Azure Resource Manager with one subscription that has all the registries. A client that registers it as a cloud by its endpoint
/// alone, as <c>az cloud register</c> does, is led to the simulator's Entra ID as an AD FS.
/// </summary>
public sealed class SimulatedResourceManager
{
    internal const string ResourceGroup = "simulated";
    internal const string RegistryType = "Microsoft.ContainerRegistry/registries";

    internal SimulatedResourceManager(Uri endpoint) => Endpoint = endpoint;

    /// <summary>Its address, <c>https://localhost:port/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The id of the subscription, a new GUID for every start.</summary>
    public string SubscriptionId { get; } = Guid.NewGuid().ToString();

    /// <summary>
    /// The variables that make a program use this Resource Manager instead of the cloud's: AZURE_RESOURCE_MANAGER_ENDPOINT, as Azure
    /// Service Operator has it.
    /// </summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => new Dictionary<string, string>
    {
        ["AZURE_RESOURCE_MANAGER_ENDPOINT"] = Endpoint.AbsoluteUri,
    };

    /// <summary>The resource id of the virtual network that all private endpoints are in.</summary>
    public string VirtualNetworkId => ResourceIdOf("Microsoft.Network/virtualNetworks", AcrHealth.Simulator.AzureResourceManager.RegistryDescription.VirtualNetwork);

    /// <summary>The client id of the identities that read customer-managed keys, a GUID.</summary>
    public string KeyIdentityClientId { get; } = Guid.NewGuid().ToString();

    /// <summary>The traffic that it has seen.</summary>
    public Traffic Traffic { get; } = new();

    /// <summary>The resource id of a registry.</summary>
    public string ResourceIdOf(SimulatedRegistry registry) => ResourceIdOf(RegistryType, registry.ResourceName);

    internal string ResourceIdOf(string type, string name) =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}/providers/{type}/{name}";
}
