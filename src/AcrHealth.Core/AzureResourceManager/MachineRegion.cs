using System.Runtime.InteropServices;

namespace AcrHealth.AzureResourceManager;

/// <summary>Determines the Azure region of this machine, if possible: from an App Service's variable, or a virtual machine's metadata service.</summary>
internal static class MachineRegion
{
    /// <summary>The variable that changes the address of the metadata service, for Azure.Identity as well.</summary>
    public const string MetadataVariable = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    private const string RegionVariable = "REGION_NAME";
    private const string Metadata = "http://169.254.169.254/";
    private const string Path = "metadata/instance/compute/location?api-version=2021-02-01&format=text";
    private const int MostCharacters = 64;

    // The firmware of Azure virtual machines reports this asset tag.
    private const string AzureAssetTag = "7783-7084-3265-9085-8269-3286-77";
    private const string AssetTagFile = "/sys/class/dmi/id/chassis_asset_tag";
    private const string GuestAgentFolder = "WindowsAzure";

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(400);

    /// <summary>The region's name as Resource Manager spells it; null if this machine is not in Azure, or does not report it in time.</summary>
    public static async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(RegionVariable) is { Length: > 0 and <= MostCharacters } named)
        {
            return Normal(named);
        }

        string? elsewhere = Environment.GetEnvironmentVariable(MetadataVariable);
        string service = string.IsNullOrWhiteSpace(elsewhere) ? Metadata : elsewhere.TrimEnd('/') + "/";
        if ((service == Metadata && !IsVirtualMachine()) || !Uri.TryCreate(service + Path, UriKind.Absolute, out Uri? url) || url.Scheme != Uri.UriSchemeHttp)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { MaxResponseContentBufferSize = MostCharacters };
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Add("Metadata", "true");
            using HttpResponseMessage answer = await client.SendAsync(request, deadline.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? Normal(await answer.Content.ReadAsStringAsync(deadline.Token).ConfigureAwait(false)) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Normalizes a region's name: "West Europe" and "westeurope" are the same; null for a text that cannot be one.</summary>
    public static string? Normal(string? region)
    {
        string name = string.Concat((region ?? string.Empty).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) ? name : null;
    }

    private static bool IsVirtualMachine()
    {
        try
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                ? Directory.Exists(System.IO.Path.Combine(System.IO.Path.GetPathRoot(Environment.SystemDirectory)!, GuestAgentFolder))
                : File.Exists(AssetTagFile) && File.ReadAllText(AssetTagFile).Trim() == AzureAssetTag;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
