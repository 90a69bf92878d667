using AcrHealth.Details;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Network;

/// <summary>Puts a failed handshake into words.</summary>
internal static class TlsWords
{
    private const int ShownNames = 5;

    public static string Explain(string host, TlsException failure) =>
        string.Join(' ', failure.Problems.Select(problem => Explain(host, problem, failure.Certificate, failure.Message)));

    private static string Explain(string host, TlsProblem problem, CertificateDetail? certificate, string reason) => problem switch
    {
        TlsProblem.PlainHttp => Format(Strings.TlsPlainHttp, host),
        TlsProblem.NotTls => Format(Strings.TlsNotTls, host),
        TlsProblem.ProtocolVersion => Format(Strings.TlsProtocolVersion, host),
        TlsProblem.Alert => Format(Strings.TlsAlert, host, UntrustedText.Clean(reason)),
        TlsProblem.Refused => Format(Strings.TlsRefused, host, UntrustedText.Clean(reason)),
        TlsProblem.Closed => Format(Strings.TlsClosed, host),
        TlsProblem.NoCertificate => Format(Strings.TlsNoCertificate, host),
        TlsProblem.NameMismatch => Format(Strings.TlsNameMismatch, Names(certificate), host),
        TlsProblem.Expired => Format(Strings.TlsExpired, certificate?.NotAfter, DateTimeOffset.Now),
        TlsProblem.NotYetValid => Format(Strings.TlsNotYetValid, certificate?.NotBefore, DateTimeOffset.Now),
        TlsProblem.IssuerNotTimeValid => Format(Strings.TlsIssuerNotTimeValid, certificate?.Issuer, DateTimeOffset.Now),
        TlsProblem.InvalidDates => Format(Strings.TlsInvalidDates, host),
        TlsProblem.Revoked => Format(Strings.TlsRevoked, certificate?.Issuer),
        TlsProblem.BadSignature => Format(Strings.TlsBadSignature, host, certificate?.Issuer),
        TlsProblem.SelfSigned => Format(Strings.TlsSelfSigned, certificate?.Subject),
        TlsProblem.UntrustedRoot => Format(Strings.TlsUntrustedRoot, certificate?.Chain.Count > 0 ? certificate.Chain[^1] : certificate?.Issuer),
        TlsProblem.MissingIssuer => Format(Strings.TlsMissingIssuer, certificate?.Issuer),
        TlsProblem.WeakSignature => Format(Strings.TlsWeakSignature, certificate?.Issuer),
        TlsProblem.WrongUsage => Format(Strings.TlsWrongUsage, host),
        TlsProblem.IssuerNotAuthority => Format(Strings.TlsIssuerNotAuthority, host, certificate?.Issuer),
        TlsProblem.NameNotPermitted => Format(Strings.TlsNameNotPermitted, host, certificate?.Issuer),
        TlsProblem.UnsupportedExtension => Format(Strings.TlsUnsupportedExtension, host),
        TlsProblem.Unverifiable => Format(Strings.TlsUnverifiable, host),
        _ => Format(Strings.TlsCertificate, host, UntrustedText.Clean(reason)),
    };

    private static string Names(CertificateDetail? certificate) =>
        certificate is null or { Names.Count: 0 }
            ? certificate?.Subject ?? string.Empty
            : string.Join(", ", certificate.Names.Take(ShownNames)) + (certificate.Names.Count > ShownNames ? ", …" : string.Empty);

    private static string Format(string format, params object?[] arguments) => MessageFormat.Format(format, arguments);
}
