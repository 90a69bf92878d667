using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Core.Tests.Network.Tls;

/// <summary>A throw-away certificate with its key, and the authorities above it from the nearest to the root.</summary>
internal sealed class TestCertificate
{
    private TestCertificate(X509Certificate2 certificate, TestCertificate? issuer)
    {
        Certificate = certificate;
        Issuers = issuer is null ? [] : [issuer.Certificate, .. issuer.Issuers];
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection Issuers { get; }

    public X509Certificate2Collection Root => [Issuers.Count > 0 ? Issuers[^1] : Certificate];

    public static TestCertificate Authority(string name, TestCertificate? issuer = null, int validFrom = -30, int validTo = 30) =>
        Create(name, issuer, validFrom, validTo, isAuthority: true, dnsName: null);

    /// <param name="issuer">The certificate that signs it; itself if there is none.</param>
    /// <param name="dnsName">The host that it is for.</param>
    /// <param name="validFrom">In days from now.</param>
    /// <param name="validTo">In days from now.</param>
    /// <param name="issuerAt">The address that it gives for its issuer's certificate.</param>
    public static TestCertificate Server(TestCertificate? issuer, string dnsName = "localhost", int validFrom = -1, int validTo = 20, string? issuerAt = null) =>
        Create(dnsName, issuer, validFrom, validTo, isAuthority: false, dnsName, issuerAt);

    /// <summary>The server's side of a handshake, with this certificate and the given ones above it.</summary>
    public async Task<SslStream> AcceptAsync(Stream stream, CancellationToken cancellationToken, bool sendIssuers = true)
    {
        SslStreamCertificateContext sent = SslStreamCertificateContext.Create(Certificate, sendIssuers ? Issuers : [], offline: true);
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = sent },
            cancellationToken);
        return secure;
    }

    private static TestCertificate Create(string name, TestCertificate? issuer, int validFrom, int validTo, bool isAuthority, string? dnsName, string? issuerAt = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        if (dnsName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(dnsName);
            request.CertificateExtensions.Add(names.Build());
        }

        if (issuerAt is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: [issuerAt]));
        }

        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(validFrom);
        DateTimeOffset to = DateTimeOffset.UtcNow.AddDays(validTo);
        if (issuer is null)
        {
            return new(WithStoredKey(request.CreateSelfSigned(from, to)), null);
        }

        X509Certificate2 authority = issuer.Certificate;
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!);
        using X509Certificate2 signed = request.Create(authority.SubjectName, generator, from, to, RandomNumberGenerator.GetBytes(8));
        return new(WithStoredKey(signed.CopyWithPrivateKey(key)), issuer);
    }

    // Windows serves TLS only with keys that were imported.
    private static X509Certificate2 WithStoredKey(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
        }
    }
}
