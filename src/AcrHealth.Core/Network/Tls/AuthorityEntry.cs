using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>A certificate of this machine's trust store, of which only the names are read until a chain needs it.</summary>
internal sealed class AuthorityEntry : IEquatable<AuthorityEntry>
{
    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly byte[] _data;
    private readonly Lazy<X509Certificate2?> _certificate;

    /// <param name="data">The certificate, in DER.</param>
    /// <exception cref="AsnContentException">It is not a certificate.</exception>
    public AuthorityEntry(byte[] data)
    {
        _data = data;
        _certificate = new(Load);
        AsnReader fields = new AsnReader(data, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (fields.HasData && fields.PeekTag().HasSameClassAndValue(Version))
        {
            _ = fields.ReadEncodedValue();
        }

        // The serial number and the signature's algorithm precede the issuer, and the validity follows it.
        _ = fields.ReadEncodedValue();
        _ = fields.ReadEncodedValue();
        ReadOnlyMemory<byte> issuer = fields.ReadEncodedValue();
        _ = fields.ReadEncodedValue();
        ReadOnlyMemory<byte> subject = fields.ReadEncodedValue();
        Subject = LooseName.Of(subject);
        Issuer = LooseName.Of(issuer);
        IsSelfIssued = subject.Span.SequenceEqual(issuer.Span);
    }

    /// <summary>The loose name of its subject.</summary>
    public string Subject { get; }

    /// <summary>The loose name of its issuer.</summary>
    public string Issuer { get; }

    /// <summary>Whether it can be the root of a chain.</summary>
    public bool IsSelfIssued { get; }

    /// <summary>The certificate; null if the system cannot read it. It lives as long as the entry.</summary>
    public X509Certificate2? Certificate => _certificate.Value;

    public bool Equals(AuthorityEntry? other) => other is not null && _data.AsSpan().SequenceEqual(other._data);

    public override bool Equals(object? obj) => Equals(obj as AuthorityEntry);

    public override int GetHashCode() => Subject.GetHashCode(StringComparison.Ordinal);

    private X509Certificate2? Load()
    {
        try
        {
            return new(_data);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
