using System.Security.Authentication;

namespace AcrHealth.Adapters;

/// <summary>The certificate of a host is rejected; the message says why.</summary>
/// <param name="message">The reason.</param>
/// <param name="withoutAuthorities">Whether the reason is that this machine trusts no certificate authority at all.</param>
internal sealed class CertificateRejectedException(string message, bool withoutAuthorities) : AuthenticationException(message)
{
    /// <summary>Whether no certificate can be verified on this machine.</summary>
    public bool WithoutAuthorities { get; } = withoutAuthorities;
}
