namespace AcrHealth.Targets;

/// <summary>Identifies the Azure service of a host by its name (Microsoft Learn: dedicated data endpoints, endpoint reference).</summary>
internal static class DataHost
{
    private const string DataLabel = ".data";

    private static readonly string[] StorageSuffixes = [".blob.core.windows.net", ".blob.core.chinacloudapi.cn", ".blob.core.usgovcloudapi.net"];

    public static DataHostKind KindOf(RegistryTarget registry, Uri url) =>
        registry.IsSameOrigin(url) ? DataHostKind.LoginServer
        : DedicatedSuffixOf(url.IdnHost) is not null ? DataHostKind.DedicatedDataEndpoint
        : Array.Exists(StorageSuffixes, suffix => url.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) ? DataHostKind.BlobStorage
        : DataHostKind.Other;

    /// <summary>Returns the region in the name of a dedicated data endpoint, <c>registry.region.data.azurecr.io</c>; null for other hosts.</summary>
    public static string? RegionOf(string host) =>
        DedicatedSuffixOf(host) is { } suffix && host[..^suffix.Length].Split('.') is [_, var region] ? region.ToLowerInvariant() : null;

    /// <summary>Returns the firewall pattern that allows all hosts of storage accounts; null if the host is not one of them.</summary>
    public static string? WildcardOf(string host) =>
        Array.Find(StorageSuffixes, suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } found ? "*" + found : null;

    /// <summary>Returns the suffix of the names of a cloud's dedicated data endpoints.</summary>
    public static string SuffixOf(AzureCloud cloud) => DataLabel + cloud.RegistrySuffix;

    private static string? DedicatedSuffixOf(string host) => AzureCloud.All
        .Select(SuffixOf)
        .FirstOrDefault(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
