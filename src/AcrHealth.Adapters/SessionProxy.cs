using System.Net;
using AcrHealth.Network.Proxies;

namespace AcrHealth.Adapters;

/// <summary>
/// The proxies that this session's variables name now, because the runtime reads them only once per process: HTTPS_PROXY for sign-in hosts and Azure
/// Resource Manager, HTTP_PROXY for the endpoints of managed identities, which every other program also reaches through it.
/// </summary>
internal sealed class SessionProxy : IWebProxy, ICredentials
{
    public ICredentials? Credentials
    {
        get => this;
        set { }
    }

    // Without the credentials, which the runtime would include in its error messages.
    public Uri? GetProxy(Uri destination) => Find(destination) is { } proxy ? Address(proxy) : null;

    public bool IsBypassed(Uri host) => Find(host) is null;

    /// <summary>The user name and password of the proxy that has this address.</summary>
    NetworkCredential? ICredentials.GetCredential(Uri uri, string authType) =>
        new[] { ProxySettings.Named, PlainHttpProxy.Named?.Url }.FirstOrDefault(proxy => proxy?.UserInfo.Length > 0 && Address(proxy).Authority == uri.Authority) is { } proxy
            ? CredentialsOf(proxy)
            : null;

    private static Uri? Find(Uri destination) =>
        destination.Scheme == Uri.UriSchemeHttps ? ProxySettings.UsableFor(destination) : PlainHttpProxy.For(destination)?.Url;

    private static Uri Address(Uri proxy) => new(ProxySettings.Display(proxy));

    private static NetworkCredential CredentialsOf(Uri proxy)
    {
        string[] parts = proxy.UserInfo.Split(':', 2);
        return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
    }
}
