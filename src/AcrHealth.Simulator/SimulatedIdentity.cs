using AcrHealth.Simulator.Entra;
using AcrHealth.Simulator.Tokens;

namespace AcrHealth.Simulator;

/// <summary>A service principal that the simulator's Microsoft Entra ID knows, created again for every start.</summary>
public sealed class SimulatedIdentity
{
    private readonly ClientRegistration _client;
    private readonly EntraTokens _tokens;

    internal SimulatedIdentity(Uri authorityHost, ClientRegistration client, EntraTokens tokens)
    {
        AuthorityHost = authorityHost;
        _client = client;
        _tokens = tokens;
    }

    /// <summary>The address of its Entra ID, <c>https://localhost:port/</c>: a value for AZURE_AUTHORITY_HOST.</summary>
    public Uri AuthorityHost { get; }

    /// <summary>The id of its tenant, a GUID.</summary>
    public string TenantId => _client.TenantId;

    /// <summary>Its application id, a GUID.</summary>
    public string ClientId => _client.Principal.ClientId;

    /// <summary>Its object id in the tenant, a GUID.</summary>
    public string ObjectId => _client.Principal.ObjectId;

    /// <summary>Its secret.</summary>
    public string ClientSecret => _client.Secret;

    /// <summary>
    /// The number of the error with which Entra ID refuses every request for a token, such as 7000222; null while it judges what is sent. Numbers that
    /// are not in <see cref="RefusalNumbers"/> have a sentence that says nothing.
    /// </summary>
    public int? Refusal { get; set; }

    /// <summary>The status with which Entra ID answers every request for a token with a page of a gateway's, such as 503; null while it is up.</summary>
    public int? Outage { get; set; }

    /// <summary>The numbers for which <see cref="Refusal"/> has the real sentence.</summary>
    public static IReadOnlyCollection<int> RefusalNumbers => EntraRefusals.Numbers;

    /// <summary>Makes an access token as Entra ID would give it to this identity.</summary>
    /// <param name="lifetime">From now; 75 minutes if left out. A negative one makes a token that has expired.</param>
    /// <param name="audience">The resource that the token is for; <c>https://containerregistry.azure.net</c> if left out.</param>
    public string IssueEntraToken(TimeSpan? lifetime = null, string? audience = null) =>
        _tokens.Issue(_client.Principal, audience ?? KnownAudiences.ContainerRegistry, lifetime ?? EntraTokens.DefaultLifetime);
}
