namespace AcrHealth.Simulator;

/// <summary>A managed identity as an App Service would have it, at an endpoint of plain HTTP on loopback.</summary>
public sealed class SimulatedManagedIdentity
{
    internal SimulatedManagedIdentity(string clientId, Uri endpoint, string header)
    {
        ClientId = clientId;
        EnvironmentVariables = new Dictionary<string, string>
        {
            ["IDENTITY_ENDPOINT"] = endpoint.AbsoluteUri,
            ["IDENTITY_HEADER"] = header,
        };
    }

    /// <summary>The client id of the user-assigned identity, a GUID. A request that names none gets the system-assigned one.</summary>
    public string ClientId { get; }

    /// <summary>The variables that make a program assume that it runs in that App Service: IDENTITY_ENDPOINT and IDENTITY_HEADER.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; }

    /// <summary>The fault of the endpoint.</summary>
    public ManagedIdentityFault Fault { get; set; }

    /// <summary>The traffic that its endpoint has seen.</summary>
    public Traffic Traffic { get; } = new();
}
