using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Simulator.Certificates;

/// <summary>A throw-away certificate authority, and the server certificates it issues, good and bad.</summary>
internal sealed class CertificateShop : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    private readonly Lock _lock = new();
    private readonly X509Certificate2 _authority;
    private readonly List<X509Certificate2> _issued = [];

    public CertificateShop()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request("CN=AcrHealth Simulator CA (throw-away)", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        _authority = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
        Authority = X509CertificateLoader.LoadCertificate(_authority.RawData);
        Trusted = Issue();
    }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>What everything without a fault in its certificate serves.</summary>
    public X509Certificate2 Trusted { get; }

    /// <summary>Issues a server certificate: for our names, begun yesterday and valid for 90 days unless told otherwise.</summary>
    public X509Certificate2 Issue(string? hostName = null, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = ServerRequest(key, hostName);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        DateTimeOffset from = notBefore ?? DateTimeOffset.UtcNow.AddDays(-1);
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F;
        using X509Certificate2 certificate = request.Create(_authority, from, notAfter ?? from + Validity, serial);
        return Keep(certificate.CopyWithPrivateKey(key));
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

    private static CertificateRequest ServerRequest(ECDsa key, string? hostName)
    {
        CertificateRequest request = Request($"CN={hostName ?? "localhost"}", key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(hostName ?? "localhost");
        if (hostName is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
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
