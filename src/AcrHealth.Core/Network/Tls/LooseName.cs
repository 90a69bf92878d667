using System.Formats.Asn1;

namespace AcrHealth.Network.Tls;

/// <summary>
/// The letters and digits of an X.500 name, in lower case. Names that mean the same have the same loose name, however a certificate encodes them (RFC 5280, 7.1); others
/// may have it too.
/// </summary>
internal static class LooseName
{
    /// <summary>The loose name of an encoded name.</summary>
    /// <param name="name">The name, in DER.</param>
    /// <exception cref="AsnContentException">The name is invalid.</exception>
    public static string Of(ReadOnlyMemory<byte> name)
    {
        Span<char> buffer = stackalloc char[512];
        int length = 0;
        AsnReader parts = new AsnReader(name, AsnEncodingRules.BER).ReadSequence();
        while (parts.HasData)
        {
            AsnReader attributes = parts.ReadSetOf(skipSortOrderValidation: true);
            while (attributes.HasData)
            {
                AsnReader attribute = attributes.ReadSequence();
                _ = attribute.ReadEncodedValue();

                // The strings differ in their encodings, which all contain ASCII as it is: UTF-16 and UTF-32 with zeros between.
                foreach (byte character in attribute.PeekContentBytes().Span)
                {
                    if (char.IsAsciiLetterOrDigit((char)character) && length < buffer.Length)
                    {
                        buffer[length++] = char.ToLowerInvariant((char)character);
                    }
                }
            }
        }

        return new(buffer[..length]);
    }
}
