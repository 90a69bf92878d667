namespace AcrHealth.Network.Tls;

/// <summary>A block of a file in PEM, in bytes: the runtime's own reader needs text, which is twice as long.</summary>
internal readonly ref struct PemBlock
{
    /// <summary>Whether it is a certificate: PEM_STRING_X509 or PEM_STRING_X509_OLD of OpenSSL.</summary>
    public required bool IsCertificate { get; init; }

    /// <summary>Its content, with white space.</summary>
    public required ReadOnlySpan<byte> Base64 { get; init; }

    /// <summary>Reads the next block.</summary>
    /// <param name="text">The text, of which the block and what precedes it are taken.</param>
    /// <param name="block">The block.</param>
    /// <returns>Whether there is a complete one.</returns>
    public static bool TryRead(ref ReadOnlySpan<byte> text, out PemBlock block)
    {
        block = default;
        int begin = text.IndexOf("-----BEGIN "u8);
        if (begin < 0)
        {
            return false;
        }

        text = text[(begin + "-----BEGIN "u8.Length)..];
        int labelEnd = text.IndexOf("-----"u8);
        int end = text.IndexOf("-----END "u8);
        if (labelEnd < 0 || end < labelEnd + "-----"u8.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> label = text[..labelEnd];
        block = new()
        {
            IsCertificate = label.SequenceEqual("CERTIFICATE"u8) || label.SequenceEqual("X509 CERTIFICATE"u8),
            Base64 = text[(labelEnd + "-----"u8.Length)..end],
        };
        text = text[end..];
        return true;
    }
}
