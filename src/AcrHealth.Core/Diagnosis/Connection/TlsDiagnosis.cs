using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Network;
using AcrHealth.Network.Tls;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>Finds out why a TLS handshake failed.</summary>
internal static class TlsDiagnosis
{
    private const int ShownNames = 5;

    /// <summary>The cause of a failed handshake.</summary>
    /// <param name="host">The host.</param>
    /// <param name="failure">The failure of the handshake.</param>
    /// <param name="peer">Address and port of the other end; null if not known.</param>
    /// <param name="hostsFile">The hosts file, if the address comes from it.</param>
    public static ConnectionFailure Of(RegistryTarget host, TlsException failure, string? peer = null, string? hostsFile = null)
    {
        TlsProblem problem = failure.Problems.Count > 0 ? failure.Problems[0] : TlsProblem.Closed;
        return new(ConnectionFailureKind.Tls, FindingOf(problem, failure.Certificate), Values(host, failure, peer, hostsFile));
    }

    /// <summary>Explains why a handshake with a host that is not a registry failed, in a message.</summary>
    public static string Explain(string host, TlsException failure)
    {
        ConnectionFailure cause = Of(new RegistryTarget { Input = host, Host = host }, failure);
        return new FindingText(null, new()).Message(cause.Finding, cause.Finding.Declared(cause.Values));
    }

    /// <summary>Whether a certificate could not be verified because this machine trusts no certificate authority at all.</summary>
    public static bool IsWithoutAuthorities(TlsException failure) => failure.Problems is [TlsProblem.UntrustedRoot or TlsProblem.MissingIssuer, ..] && SystemAuthorities.AreMissing;

    /// <summary>The outcome if some addresses fail while another works: programs that do not try all of them fail.</summary>
    public static CheckOutcome? OfAddresses(CheckContext context, HostConnection connection, RegistryTarget host)
    {
        AddressFailure? broken = connection.Progress!.Failed.FirstOrDefault(failure => failure.Phase == ConnectionPhase.Tls);
        if (broken is null || connection.Progress.RemoteEndPoint is not { } working)
        {
            return null;
        }

        string reason = broken.Problem switch
        {
            null => MessageFormat.Format(Strings.AddressSilent, broken.Silence?.TotalSeconds ?? 0),
            TlsProblem.Closed => Strings.AddressClosed,
            { } problem => MessageFormat.Format(Strings.AddressProblem, problem),
        };
        (string, object?)[] values = [("target", host.Authority), ("brokenPeer", broken.EndPoint), ("workingPeer", working), ("reason", reason)];
        return broken.EndPoint.AddressFamily == working.AddressFamily
            ? context.Report(ConnectionFindings.AddressBroken, connection.Detail, values)
            : context.Report(
                ConnectionFindings.AddressFamilyBroken,
                connection.Detail,
                [
                    .. values,
                    ("broken", NameOf(broken.EndPoint.AddressFamily)),
                    ("working", NameOf(working.AddressFamily)),
                    ("record", broken.EndPoint.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A"),
                    ("name", host.Host),
                    ("prefer", SystemCommands.Prefer(working.AddressFamily)),
                ]);
    }

    /// <summary>The common name of an address family.</summary>
    public static string NameOf(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    private static Finding FindingOf(TlsProblem problem, CertificateDetail? certificate) => problem switch
    {
        TlsProblem.PlainHttp => ConnectionFindings.TlsPlainHttp,
        TlsProblem.NotTls => ConnectionFindings.TlsNotSpoken,
        TlsProblem.ProtocolVersion => ConnectionFindings.TlsVersionMismatch,
        TlsProblem.UnrecognizedName => ConnectionFindings.TlsNameUnknown,
        TlsProblem.NoCommonCipher => ConnectionFindings.TlsNoCommonCipher,
        TlsProblem.Alert => ConnectionFindings.TlsAlertReceived,
        TlsProblem.Closed => ConnectionFindings.TlsClosed,
        TlsProblem.UntrustedRoot or TlsProblem.MissingIssuer when SystemAuthorities.AreMissing => ConnectionFindings.NoTrustedAuthorities,
        TlsProblem.NameMismatch when certificate is not null => ConnectionFindings.CertificateNameMismatch,
        TlsProblem.Expired => ConnectionFindings.CertificateExpired,
        TlsProblem.NotYetValid => ConnectionFindings.CertificateNotYetValid,
        TlsProblem.IssuerNotTimeValid => ConnectionFindings.CertificateIssuerNotTimeValid,
        TlsProblem.Revoked => ConnectionFindings.CertificateRevoked,
        TlsProblem.SelfSigned => ConnectionFindings.CertificateSelfSigned,
        TlsProblem.UntrustedRoot => ConnectionFindings.CertificateAuthorityUntrusted,
        TlsProblem.MissingIssuer => ConnectionFindings.CertificateIssuerMissing,
        TlsProblem.Refused => ConnectionFindings.TlsEndedLocally,
        TlsProblem.NoCertificate => ConnectionFindings.CertificateMissing,
        TlsProblem.InvalidDates => ConnectionFindings.CertificateDatesInvalid,
        TlsProblem.BadSignature => ConnectionFindings.CertificateSignatureInvalid,
        TlsProblem.WrongUsage => ConnectionFindings.CertificateUsageWrong,
        TlsProblem.IssuerNotAuthority => ConnectionFindings.CertificateIssuerNotAuthority,
        TlsProblem.NameNotPermitted => ConnectionFindings.CertificateNameNotPermitted,
        TlsProblem.UnsupportedExtension => ConnectionFindings.CertificateExtensionUnsupported,
        TlsProblem.Unverifiable => ConnectionFindings.CertificateChainUnverifiable,
        TlsProblem.WeakSignature => ConnectionFindings.CertificateWeakSignature,
        _ => ConnectionFindings.CertificateUnusable,
    };

    private static (string, object?)[] Values(RegistryTarget host, TlsException failure, string? peer, string? hostsFile)
    {
        CertificateDetail? certificate = failure.Certificate;
        return
        [
            ("target", host.Authority),
            ("name", host.Host),
            ("peer", peer ?? host.Authority),
            ("hostsFile", hostsFile),
            ("alert", UntrustedText.Clean(failure.Message)),
            ("reason", UntrustedText.Clean(failure.Message)),
            ("names", Names(certificate)),
            ("issuer", certificate?.Issuer ?? "-"),
            ("subject", certificate?.Subject ?? "-"),
            ("authority", certificate?.Chain.Count > 0 ? certificate.Chain[^1] : certificate?.Issuer ?? "-"),
            ("start", certificate?.NotBefore),
            ("end", certificate?.NotAfter),
            ("now", DateTimeOffset.Now),
            ("setClock", SystemCommands.SetClock),
            ("trust", SystemCommands.TrustAuthority),
            ("updateAuthorities", SystemCommands.InstallAuthorities),
            ("installAuthorities", SystemCommands.InstallAuthorities),
        ];
    }

    private static string Names(CertificateDetail? certificate) =>
        certificate is null or { Names.Count: 0 }
            ? certificate?.Subject ?? "-"
            : string.Join(", ", certificate.Names.Take(ShownNames)) + (certificate.Names.Count > ShownNames ? ", …" : string.Empty);
}
