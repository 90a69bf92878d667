using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>The Azure Resource Manager that knows a registry: the only host that may receive a token meant for it.</summary>
/// <param name="Endpoint">Its endpoint: an https URL without a path.</param>
/// <param name="Scope">The scope of its tokens.</param>
/// <param name="Audiences">The audiences of its tokens, without a slash at the end.</param>
internal sealed record ResourceManagerHost(Uri Endpoint, string Scope, IReadOnlyList<string> Audiences)
{
    /// <summary>The variable that names another Resource Manager's endpoint, for Azure Service Operator as well.</summary>
    public const string EndpointVariable = "AZURE_RESOURCE_MANAGER_ENDPOINT";

    /// <summary>The variable with the audience of its tokens; the cloud's audience applies unless it is set.</summary>
    public const string AudienceVariable = "AZURE_RESOURCE_MANAGER_AUDIENCE";

    private const int ShownLength = 200;

    /// <summary>
    /// The Resource Manager for a registry: that of the cloud which the caller named, or else that of the variable, or else that of the cloud in
    /// which identities are signed in. Null if that cloud is not known.
    /// </summary>
    /// <exception cref="FormatException">The variable's value is not an https URL of a host.</exception>
    public static ResourceManagerHost? For(CloudChoice choice, RegistryTarget target)
    {
        AzureCloud? cloud = choice.Named ?? (choice.Authority is null ? target.Cloud ?? AzureCloud.Public : AzureCloud.ByAuthority(choice.Authority));
        return choice.Named is null && Variable(EndpointVariable) is { } endpoint ? Named(endpoint, cloud ?? AzureCloud.Public) : cloud is null ? null : Of(cloud, cloud.ResourceManager);
    }

    /// <summary>Whether a registry is one that a Resource Manager can know: by its login server's suffix, or because the variable says so.</summary>
    public static bool MayKnow(RegistryTarget target) => target.Cloud is not null || Variable(EndpointVariable) is not null;

    /// <summary>Whether a token's audience is this Resource Manager.</summary>
    public bool IsAudience(string? audience) => audience is not null && Audiences.Contains(audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase);

    private static ResourceManagerHost Of(AzureCloud cloud, Uri endpoint) =>
        new(endpoint, cloud.ResourceManagerScope, [cloud.ResourceManager.AbsoluteUri.TrimEnd('/'), cloud.ClassicAudience]);

    private static ResourceManagerHost Named(string text, AzureCloud cloud)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme != Uri.UriSchemeHttps
            || endpoint.UserInfo.Length > 0 || endpoint.PathAndQuery != "/" || endpoint.Fragment.Length > 0)
        {
            throw new FormatException(UntrustedText.Clean(text, ShownLength));
        }

        return Variable(AudienceVariable)?.TrimEnd('/') is { } audience ? new(endpoint, $"{audience}/.default", [audience]) : Of(cloud, endpoint);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
