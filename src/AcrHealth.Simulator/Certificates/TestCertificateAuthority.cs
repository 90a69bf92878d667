using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Simulator.Certificates;

/// <summary>A throw-away certificate authority, and the server certificates it issues, good and bad.</summary>
internal sealed class TestCertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    private readonly Lock _lock = new();
    private readonly X509Certificate2 _authority;
    private readonly List<X509Certificate2> _issued = [];

    public TestCertificateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = AuthorityRequest("CN=AcrHealth Simulator CA (throw-away)", key);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        _authority = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
        Authority = X509CertificateLoader.LoadCertificate(_authority.RawData);
        Trusted = Issue();
    }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The certificate that every server without a fault in its certificate serves.</summary>
    public X509Certificate2 Trusted { get; }

    /// <summary>Issues a server certificate: for our names, begun yesterday and valid for 90 days unless the parameters differ.</summary>
    public X509Certificate2 Issue(string? hostName = null, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = notBefore ?? DateTimeOffset.UtcNow.AddDays(-1);
        return Keep(Sign(ServerRequest(key, hostName), key, _authority, from, notAfter ?? from + Validity));
    }

    /// <summary>Issues a server certificate in the name of an unknown authority.</summary>
    public X509Certificate2 IssueByStranger()
    {
        using var strangerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 stranger = AuthorityRequest("CN=A Stranger's CA", strangerKey)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(1));
        return IssueBy(stranger);
    }

    /// <summary>Issues a server certificate in the name of an intermediate authority of ours whose certificate is not sent.</summary>
    public X509Certificate2 IssueByIntermediate()
    {
        using var intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        using X509Certificate2 intermediate = Sign(
            AuthorityRequest("CN=AcrHealth Simulator Intermediate CA", intermediateKey), intermediateKey, _authority, from, from + Validity);
        return IssueBy(intermediate);
    }

    /// <summary>Issues a certificate for our names that is to prove who a client is, and no server.</summary>
    public X509Certificate2 IssueForClients()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        return Keep(Sign(ServerRequest(key, null, purpose: ClientAuthentication), key, _authority, from, from + Validity));
    }

    /// <summary>Makes a server certificate for our names that vouches for itself.</summary>
    public X509Certificate2 SelfSign()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        return Keep(ServerRequest(key, null).CreateSelfSigned(from, from + Validity));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _issued.ForEach(certificate => certificate.Dispose());
        }

        Authority.Dispose();
        _authority.Dispose();
    }

    private X509Certificate2 IssueBy(X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        return Keep(Sign(ServerRequest(key, null), key, issuer, from, from + Validity));
    }

    private static X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2 issuer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        using X509Certificate2 certificate = request.Create(issuer, notBefore, notAfter, serial);
        return certificate.CopyWithPrivateKey(key);
    }

    private static CertificateRequest AuthorityRequest(string subject, ECDsa key)
    {
        CertificateRequest request = Request(subject, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request;
    }

    private static CertificateRequest ServerRequest(ECDsa key, string? hostName, string purpose = ServerAuthentication)
    {
        CertificateRequest request = Request($"CN={hostName ?? "localhost"}", key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(hostName ?? "localhost");
        if (hostName is null)
        {
            names.AddDnsName(AzureSimulator.UnresolvableHost);
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        return request;
    }

    private static CertificateRequest Request(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private X509Certificate2 Keep(X509Certificate2 certificate)
    {
        X509Certificate2 kept = certificate;
        if (OperatingSystem.IsWindows())
        {
            // Schannel takes no key that exists in memory only; one that came through PKCS #12 is in a key store.
            kept = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
            certificate.Dispose();
        }

        lock (_lock)
        {
            _issued.Add(kept);
        }

        return kept;
    }
}
