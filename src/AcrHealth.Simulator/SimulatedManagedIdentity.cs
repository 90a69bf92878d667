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

    /// <summary>What to set so that a program takes itself to be in that App Service: IDENTITY_ENDPOINT and IDENTITY_HEADER.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; }

    /// <summary>What is wrong with the endpoint.</summary>
    public ManagedIdentityFault Fault { get; set; }

    /// <summary>What its endpoint has seen.</summary>
    public Traffic Traffic { get; } = new();
}
