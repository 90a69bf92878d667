using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AcrHealth.Core.Tests.Network.Tls;

/// <summary>Writes a certificate field by field, correctly signed by an authority: what no library would write.</summary>
internal static class RawCertificate
{
    public static readonly Asn1Tag UtcTime = new(UniversalTagNumber.UtcTime);
    public static readonly Asn1Tag GeneralizedTime = new(UniversalTagNumber.GeneralizedTime);
    public static readonly Asn1Tag Utf8Text = new(UniversalTagNumber.UTF8String);

    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string CommonName = "2.5.4.3";
    private const string AlternativeName = "2.5.29.17";

    /// <param name="issuer">Signs it.</param>
    /// <param name="notBefore">The start of its validity, and how that is encoded.</param>
    /// <param name="subject">The common name, as bytes, and the type of string that it is said to be.</param>
    /// <param name="alternativeNames">The value of the extension with the names; one for localhost unless given.</param>
    public static X509Certificate2 Create(
        TestCertificate issuer, (Asn1Tag Tag, string Text)? notBefore = null, (Asn1Tag Tag, byte[] Value)? subject = null, byte[]? alternativeNames = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var body = new AsnWriter(AsnEncodingRules.DER);
        using (body.PushSequence())
        {
            using (body.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                body.WriteInteger(2);
            }

            body.WriteInteger(5);
            Algorithm(body);
            body.WriteEncodedValue(issuer.Certificate.SubjectName.RawData);
            using (body.PushSequence())
            {
                Raw(body, notBefore?.Tag ?? UtcTime, Encoding.ASCII.GetBytes(notBefore?.Text ?? "200101000000Z"));
                Raw(body, UtcTime, "490101000000Z"u8);
            }

            using (body.PushSequence())
            using (body.PushSetOf())
            using (body.PushSequence())
            {
                body.WriteObjectIdentifier(CommonName);
                Raw(body, subject?.Tag ?? Utf8Text, subject?.Value ?? "localhost"u8);
            }

            body.WriteEncodedValue(key.ExportSubjectPublicKeyInfo());
            using (body.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
            using (body.PushSequence())
            using (body.PushSequence())
            {
                body.WriteObjectIdentifier(AlternativeName);
                body.WriteOctetString(alternativeNames ?? Names("localhost"));
            }
        }

        byte[] signed = body.Encode();
        var whole = new AsnWriter(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue(signed);
            Algorithm(whole);
            whole.WriteBitString(issuer.Certificate.GetECDsaPrivateKey()!.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return X509CertificateLoader.LoadCertificate(whole.Encode());
    }

    /// <summary>The value of an extension with DNS names.</summary>
    public static byte[] Names(params string[] names)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (string name in names)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
            }
        }

        return writer.Encode();
    }

    private static void Algorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(EcdsaWithSha256);
        }
    }

    // The bytes are written unchanged, valid or not. Those here are shorter than 128.
    private static void Raw(AsnWriter writer, Asn1Tag tag, ReadOnlySpan<byte> value)
    {
        byte[] encoded = [(byte)tag.TagValue, (byte)value.Length, .. value];
        writer.WriteEncodedValue(encoded);
    }
}
