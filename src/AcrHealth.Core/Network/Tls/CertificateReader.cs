using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Text;

namespace AcrHealth.Network.Tls;

/// <summary>Reads the fields of a certificate, which a server may have filled arbitrarily: fields that cannot be decoded are empty or null.</summary>
internal static class CertificateReader
{
    private const int MaximumNames = 100;
    private const int MaximumNameLength = 253;
    private const int MaximumChain = 20;

    /// <summary>The start and end of its validity; null if one of them is not a valid time.</summary>
    public static (DateTimeOffset NotBefore, DateTimeOffset NotAfter)? Validity(X509Certificate2 certificate)
    {
        try
        {
            return (Utc(certificate.NotBefore), Utc(certificate.NotAfter));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    public static string Subject(X509Certificate2 certificate) => Text(certificate, static certificate => certificate.Subject);

    public static string Issuer(X509Certificate2 certificate) => Text(certificate, static certificate => certificate.Issuer);

    /// <summary>The subjects of a chain from the server's certificate upwards.</summary>
    public static string[] Subjects(X509Chain chain) =>
        [.. chain.ChainElements.Take(MaximumChain).Select(element => Subject(element.Certificate))];

    /// <summary>The hosts and addresses that it is valid for.</summary>
    public static string[] AlternativeNames(X509Certificate2 certificate)
    {
        try
        {
            X509SubjectAlternativeNameExtension? extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
            IEnumerable<string> names = extension is null
                ? []
                : extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()));
            return [.. names.Take(MaximumNames).Select(name => UntrustedText.Clean(name, MaximumNameLength))];
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            // Whether the certificate is for our host has been judged without it.
            return [];
        }
    }

    private static string Text(X509Certificate2 certificate, Func<X509Certificate2, string> read)
    {
        try
        {
            return UntrustedText.Clean(read(certificate));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return string.Empty;
        }
    }

    // Local time could lie before the year 1 or after 9999, which a moment with an offset cannot.
    private static DateTimeOffset Utc(DateTime local) => new(local.ToUniversalTime(), TimeSpan.Zero);

    private static bool IsUnreadable(Exception exception) => exception is CryptographicException or ArgumentException or FormatException or InvalidOperationException;
}
