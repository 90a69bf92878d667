namespace AcrHealth;

/// <summary>The kind of host that serves a registry's layers.</summary>
public enum DataHostKind
{
    /// <summary>The login server itself.</summary>
    LoginServer,

    /// <summary>A dedicated data endpoint of the registry: <c>registry.region.data.azurecr.io</c>.</summary>
    DedicatedDataEndpoint,

    /// <summary>An Azure storage account, whose name is not fixed: <c>*.blob.core.windows.net</c>.</summary>
    BlobStorage,

    /// <summary>Another host.</summary>
    Other,
}
