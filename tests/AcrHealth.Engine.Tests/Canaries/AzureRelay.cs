using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>Stands between the client and the simulator's Microsoft Entra ID or Azure Resource Manager.</summary>
/// <param name="upstream">The simulator's service.</param>
/// <param name="secrets">The secrets of the client; tokens that this service issues are added.</param>
/// <param name="certificate">The relay's certificate.</param>
/// <param name="http">Sends the requests on.</param>
internal sealed partial class AzureRelay(Uri upstream, ISet<string> secrets, X509Certificate2 certificate, HttpClient http) : Relay(certificate, http)
{
    /// <summary>The URL to set in place of the service's.</summary>
    public string Url => $"https://{Authority}/";

    protected override string[] Known()
    {
        lock (secrets)
        {
            return [.. secrets];
        }
    }

    protected override string UrlOf(string target) => $"https://{upstream.Authority}{Inward(target)}";

    protected override string Inward(string text) => text
        .Replace(Authority, upstream.Authority, StringComparison.Ordinal)
        .Replace(Uri.EscapeDataString(Authority), Uri.EscapeDataString(upstream.Authority), StringComparison.Ordinal);

    protected override string Outward(string text)
    {
        foreach (Match match in Token().Matches(text))
        {
            lock (secrets)
            {
                secrets.Add(match.Groups[1].Value);
            }
        }

        return text.Replace(upstream.Authority, Authority, StringComparison.Ordinal);
    }

    // A token's header and most of its claims are no secrets: others have the same.
    [GeneratedRegex("\"access_token\"\\s*:\\s*\"[^\".]+\\.[^\".]+\\.([^\"]+)\"")]
    private static partial Regex Token();
}
