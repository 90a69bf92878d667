using System.Net;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>Who may be sent the token of this machine's identity.</summary>
/// <remarks>
/// A token for registries has the same audience whichever registry it is for: whoever gets one can use it at all others. A name that was
/// mistyped must not hand it to a stranger.
/// </remarks>
internal static class TokenRecipient
{
    /// <summary>
    /// Whether the way of signing in lets a registry have a token: what the caller brought goes where the caller says. The identity's own
    /// goes to a host that only Azure gives names to, to this machine, and in a cloud that is not known, whose hosts cannot be, to any.
    /// </summary>
    /// <param name="target">The registry.</param>
    /// <param name="way">The way of signing in.</param>
    /// <param name="cloud">The cloud that the caller chose.</param>
    /// <param name="isHere">Whether the connection to the registry ends on this machine.</param>
    public static bool MayHave(RegistryTarget target, SignInMethod way, CloudChoice cloud, bool isHere) =>
        way is not SignInMethod.Entra || target.Cloud is not null || (isHere && IsThisMachine(target.Host)) || AzureCloud.ByAuthority(cloud.AuthorityFor(target)) is null;

    // A name alone is not enough: a DNS server can answer for localhost, and below it, whatever it likes.
    private static bool IsThisMachine(string? host) => host is not null
        && (IPAddress.TryParse(host, out IPAddress? address) ? IPAddress.IsLoopback(address) : LoopbackName.Is(host));
}
