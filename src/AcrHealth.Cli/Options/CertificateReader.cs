using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcrHealth.Cli.Resources;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>Reads certificate authorities from files in PEM (any number) or DER.</summary>
internal static class CertificateReader
{
    private const long MaximumLength = 4 * 1024 * 1024;

    /// <exception cref="UsageException">A file does not exist, is not a regular file or has no certificate.</exception>
    public static X509Certificate2Collection Read(IEnumerable<string> files)
    {
        var certificates = new X509Certificate2Collection();
        foreach (string file in files)
        {
            try
            {
                certificates.AddRange(Read(file));
            }
            catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
            {
                throw new UsageException(MessageFormat.Format(Texts.CertificateUnreadable, file, exception.Message));
            }
        }

        return certificates;
    }

    private static X509Certificate2Collection Read(string path)
    {
        var file = new FileInfo(path);

        // A device or a pipe has no length, and might never end.
        if (!file.Exists || file.Length is 0 or > MaximumLength)
        {
            throw new InvalidDataException(Texts.NotACertificateFile);
        }

        byte[] bytes = File.ReadAllBytes(file.FullName);
        string text = Encoding.ASCII.GetString(bytes);
        X509Certificate2Collection certificates = [];
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            certificates.ImportFromPem(text);
        }
        else
        {
            certificates.Add(X509CertificateLoader.LoadCertificate(bytes));
        }

        return certificates.Count > 0 ? certificates : throw new InvalidDataException(Texts.NotACertificateFile);
    }
}
