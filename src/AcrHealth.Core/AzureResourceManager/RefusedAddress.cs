using System.Net;
using System.Text.RegularExpressions;

namespace AcrHealth.AzureResourceManager;

/// <summary>The client address that a registry saw, and names when it refuses the client.</summary>
internal static partial class RefusedAddress
{
    /// <summary>Reads "client with IP '203.0.113.7' is not allowed access"; null if no address is named.</summary>
    public static IPAddress? Find(string? message) =>
        message is not null && NamedAddress().Match(message) is { Success: true } match && IPAddress.TryParse(match.Groups[1].Value, out IPAddress? address)
            ? address
            : null;

    [GeneratedRegex(@"\bclient with IP '?([0-9A-Fa-f:.]{2,45})'?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedAddress();
}
