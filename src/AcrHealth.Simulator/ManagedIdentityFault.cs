namespace AcrHealth.Simulator;

/// <summary>The faults that the endpoint of managed identities can have.</summary>
public enum ManagedIdentityFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There are several user-assigned identities, and a request that names none is refused.</summary>
    Several,

    /// <summary>There is no identity at all.</summary>
    NoIdentity,

    /// <summary>It responds with 403 and a page, as a proxy does that the request went to.</summary>
    ProxyPage,

    /// <summary>It responds with 400 and says that the request is not supported.</summary>
    Refused,

    /// <summary>It never responds.</summary>
    Silent,
}
