using System.Buffers;
using System.Security.Cryptography;

namespace AcrHealth.Targets;

/// <summary>Verifies the digests by which registries name content (OCI image specification, descriptors).</summary>
internal static class ContentDigest
{
    private const string Sha256Prefix = "sha256:";
    private const string Sha512Prefix = "sha512:";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool IsValid(string text) =>
        (text.StartsWith(Sha256Prefix, StringComparison.Ordinal) && IsHex(text.AsSpan(Sha256Prefix.Length), 2 * SHA256.HashSizeInBytes))
        || (text.StartsWith(Sha512Prefix, StringComparison.Ordinal) && IsHex(text.AsSpan(Sha512Prefix.Length), 2 * SHA512.HashSizeInBytes));

    public static string Of(ReadOnlySpan<byte> content) => Sha256Prefix + Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();

    /// <summary>Returns whether the content matches a valid digest.</summary>
    public static bool Matches(string digest, ReadOnlySpan<byte> content) => digest.StartsWith(Sha512Prefix, StringComparison.Ordinal)
        ? digest.AsSpan(Sha512Prefix.Length).Equals(Convert.ToHexString(SHA512.HashData(content)), StringComparison.OrdinalIgnoreCase)
        : digest == Of(content);

    private static bool IsHex(ReadOnlySpan<char> text, int length) =>
        text.Length == length && text.IndexOfAnyExcept(Digits) < 0;
}
