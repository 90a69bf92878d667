namespace AcrHealth.Simulator;

/// <summary>What can be wrong with the endpoint of managed identities.</summary>
public enum ManagedIdentityFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There are several user-assigned identities, and a request that names none is refused.</summary>
    Several,

    /// <summary>There is no identity at all.</summary>
    NoIdentity,

    /// <summary>It answers 403 and a page, as a proxy does that the request went to.</summary>
    ProxyPage,

    /// <summary>It answers 400 and says that the request is not supported.</summary>
    Refused,

    /// <summary>It never answers.</summary>
    Silent,
}
