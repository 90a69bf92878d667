using System.Net;
using AcrHealth.Network;

namespace AcrHealth.Adapters;

/// <summary>The proxy that this session's variables name at the moment: the runtime reads them once in a process.</summary>
internal sealed class SessionProxy(Uri proxy) : IWebProxy
{
    // Without the credentials, which the runtime would show in what it says of a failure.
    private readonly Uri _address = new(ProxySettings.Display(proxy));

    public ICredentials? Credentials { get; set; } = CredentialsOf(proxy);

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _address;

    /// <summary>Managed identities are asked for over http, on this machine or the network's own side of any proxy.</summary>
    public bool IsBypassed(Uri host) => host.Scheme != Uri.UriSchemeHttps || ProxySettings.UsableFor(host) is null;

    private static NetworkCredential? CredentialsOf(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
        {
            return null;
        }

        string[] parts = proxy.UserInfo.Split(':', 2);
        return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
    }
}
