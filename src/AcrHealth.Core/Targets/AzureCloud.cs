namespace AcrHealth.Targets;

/// <summary>An Azure cloud that has container registries.</summary>
/// <param name="Name">The cloud's name, as the Azure CLI and Az PowerShell spell it.</param>
/// <param name="RegistrySuffix">The suffix that follows a registry's name in its login server, with the leading dot.</param>
/// <param name="AuthorityHosts">The authority hosts of its Microsoft Entra ID; the first is the one to use.</param>
/// <param name="ResourceManager">The URL of its Resource Manager.</param>
/// <param name="ClassicAudience">The older name of Resource Manager in the audience of tokens, which is still issued and accepted.</param>
internal sealed record AzureCloud(string Name, string RegistrySuffix, Uri[] AuthorityHosts, Uri ResourceManager, string ClassicAudience)
{
    /// <summary>The scope of Azure Container Registry itself, the same in all clouds.</summary>
    public const string RegistryScope = "https://containerregistry.azure.net/.default";

    public const string PublicName = "AzureCloud";
    public const string ChinaName = "AzureChinaCloud";
    public const string GovernmentName = "AzureUSGovernment";

    public static readonly AzureCloud Public = new(
        PublicName,
        ".azurecr.io",
        [new("https://login.microsoftonline.com/"), new("https://login.microsoft.com/"), new("https://login.windows.net/")],
        new("https://management.azure.com/"),
        "https://management.core.windows.net");

    public static readonly AzureCloud China = new(
        ChinaName,
        ".azurecr.cn",
        [new("https://login.chinacloudapi.cn/"), new("https://login.partner.microsoftonline.cn/")],
        new("https://management.chinacloudapi.cn/"),
        "https://management.core.chinacloudapi.cn");

    public static readonly AzureCloud Government = new(
        GovernmentName,
        ".azurecr.us",
        [new("https://login.microsoftonline.us/")],
        new("https://management.usgovcloudapi.net/"),
        "https://management.core.usgovcloudapi.net");

    public const string DefaultSampleImage = "mcr.microsoft.com/mcr/hello-world:latest";

    public static IReadOnlyList<AzureCloud> All { get; } = [Public, China, Government];

    public Uri AuthorityHost => AuthorityHosts[0];

    /// <summary>The DNS zone of all its registries.</summary>
    public string RegistryZone => RegistrySuffix[1..];

    /// <summary>The private DNS zone to which the names of registries with private endpoints resolve.</summary>
    public string PrivateLinkZone => $"privatelink{RegistrySuffix}";

    /// <summary>The scope of its Resource Manager, whose tokens registries accept by default.</summary>
    public string ResourceManagerScope => $"{ResourceManager}.default";

    /// <summary>An image that can be pulled in the networks of the cloud, from Microsoft's registry there.</summary>
    public string SampleImage => Name == ChinaName ? "mcr.azure.cn/mcr/hello-world:latest" : DefaultSampleImage;

    public static AzureCloud? ByName(string name) => All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static AzureCloud? ByLoginServer(string host) =>
        All.FirstOrDefault(cloud => host.EndsWith(cloud.RegistrySuffix, StringComparison.OrdinalIgnoreCase));

    public static AzureCloud? ByAuthority(Uri authority) =>
        All.FirstOrDefault(cloud => cloud.AuthorityHosts.Any(host => host.Host.Equals(authority.Host, StringComparison.OrdinalIgnoreCase)));
}
