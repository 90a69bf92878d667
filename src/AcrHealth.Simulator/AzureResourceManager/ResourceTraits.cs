using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.AzureResourceManager;

/// <summary>The differences between Azure Resource Manager's view of a registry and that of a healthy one.</summary>
internal sealed record ResourceTraits
{
    public static ResourceTraits Healthy { get; } = new();

    /// <summary>Changes the registry's description, which comes with its location, SKU and properties; told by that Resource Manager.</summary>
    public Action<SimulatedResourceManager, JsonObject> Describe { get; init; } = (_, _) => { };

    /// <summary>Answers what is asked about the registry and all in it, or lets the healthy one answer.</summary>
    public Func<HttpContext, RequestDelegate, Task> Answer { get; init; } = (http, healthy) => healthy(http);

    /// <summary>The names of the roles that the simulator's service principal has on the registry.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [RoleDefinitions.AcrPull];

    /// <summary>The private endpoints, each by the address of its interface and the names that it is for; none by default.</summary>
    public IReadOnlyList<(string Address, string[] Hosts)> PrivateEndpoints { get; init; } = [];

    /// <summary>The state of the private endpoints' connections.</summary>
    public string PrivateEndpointStatus { get; init; } = "Approved";

    /// <summary>The replicas beside that of the registry's own region, each by its region and provisioning state.</summary>
    public IReadOnlyList<(string Location, string State)> Replicas { get; init; } = [("northeurope", "Succeeded")];

    /// <summary>Whether the identity that reads the customer-managed key is there.</summary>
    public bool HasKeyIdentity { get; init; } = true;
}
