using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcrHealth.Files;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Accepts certificates as objects or as paths of files that contain them, in PEM (any number) or DER.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CertificateTransformationAttribute : ArgumentTransformationAttribute
{
    // The caller may keep the certificates for any time; the path is kept as long as they are.
    private static readonly ConditionalWeakTable<X509Certificate2, string> Files = [];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        ArgumentNullException.ThrowIfNull(engineIntrinsics);
        object? input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        IEnumerable items = input is IEnumerable list and not string ? list : new[] { input };
        return items.Cast<object?>().SelectMany(item => Read(engineIntrinsics, item is PSObject inner ? inner.BaseObject : item)).ToArray();
    }

    /// <summary>The file, as the caller wrote it, from which a certificate was read; null for one that was given as an object.</summary>
    internal static string? FileOf(X509Certificate2 certificate) => Files.TryGetValue(certificate, out string? file) ? file : null;

    private static X509Certificate2Collection Read(EngineIntrinsics engine, object? item)
    {
        if (item is X509Certificate2 certificate)
        {
            return [certificate];
        }

        string given = item?.ToString() ?? string.Empty;
        try
        {
            string path = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given);
            return File.Exists(path)
                ? Remember(Load(path), given)
                : throw new ArgumentTransformationMetadataException(MessageFormat.Format(Messages.CertificateNotFound, given));
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or InvalidDataException
            or SessionStateException or ProviderInvocationException)
        {
            throw new ArgumentTransformationMetadataException(
                MessageFormat.Format(Messages.CertificateUnreadable, given, exception.Message), exception);
        }
    }

    private static X509Certificate2Collection Remember(X509Certificate2Collection certificates, string file)
    {
        foreach (X509Certificate2 certificate in certificates)
        {
            Files.AddOrUpdate(certificate, file);
        }

        return certificates;
    }

    private static X509Certificate2Collection Load(string path)
    {
        byte[] bytes = BoundedFile.ReadAllBytes(path);
        var certificates = new X509Certificate2Collection();
        string text = Encoding.ASCII.GetString(bytes);
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            certificates.ImportFromPem(text);
        }
        else
        {
            certificates.Add(new X509Certificate2(bytes));
        }

        return certificates.Count > 0 ? certificates : throw new InvalidDataException("0");
    }
}
