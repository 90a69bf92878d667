namespace AcrHealth;

/// <summary>What kind of host a registry has its layers at.</summary>
public enum DataHostKind
{
    /// <summary>The login server itself.</summary>
    LoginServer,

    /// <summary>A dedicated data endpoint of the registry: <c>registry.region.data.azurecr.io</c>.</summary>
    DedicatedDataEndpoint,

    /// <summary>A storage account of Azure's that may be any: <c>*.blob.core.windows.net</c>.</summary>
    BlobStorage,

    /// <summary>Another host.</summary>
    Other,
}
