using System.Net;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>Decides which hosts may be sent the token of this machine's identity.</summary>
/// <remarks>
/// A token for registries has the same audience for every registry: a host that receives one can use it at all others. A mistyped name
/// must not hand it to a stranger.
/// </remarks>
internal static class TokenRecipient
{
    /// <summary>
    /// Whether the sign-in method lets a registry receive a token. A token that the caller gave may go to any host. The identity's own token may go
    /// only to a host in a domain of Azure or to this machine; in an unknown cloud, whose hosts cannot be known, it may go to any host.
    /// </summary>
    /// <param name="target">The registry.</param>
    /// <param name="way">The sign-in method.</param>
    /// <param name="cloud">The cloud that the caller chose.</param>
    /// <param name="isHere">Whether the connection to the registry ends on this machine.</param>
    public static bool MayHave(RegistryTarget target, SignInMethod way, CloudChoice cloud, bool isHere) =>
        way is not SignInMethod.Entra || target.Cloud is not null || (isHere && IsThisMachine(target.Host)) || AzureCloud.ByAuthority(cloud.AuthorityFor(target)) is null;

    // A name alone is not enough: a DNS server can give any address for localhost and the names below it.
    private static bool IsThisMachine(string? host) => host is not null
        && (IPAddress.TryParse(host, out IPAddress? address) ? IPAddress.IsLoopback(address) : LoopbackName.Is(host));
}
