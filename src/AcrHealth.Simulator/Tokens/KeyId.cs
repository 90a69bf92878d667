using System.Security.Cryptography;
using System.Text;

namespace AcrHealth.Simulator.Tokens;

/// <summary>
/// Names a key as Azure Container Registry does and the registry of the distribution project expects: the first 240 bits of its
/// SHA-256, in base 32, in groups of four (https://distribution.github.io/distribution/spec/auth/jwt/).
/// </summary>
internal static class KeyId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int DigestLength = 30;
    private const int BitsPerDigit = 5;
    private const int GroupLength = 4;

    public static string Of(RSA key)
    {
        byte[] digest = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
        var id = new StringBuilder();
        int digits = DigestLength * 8 / BitsPerDigit;
        for (int digit = 0; digit < digits; digit++)
        {
            if (digit > 0 && digit % GroupLength == 0)
            {
                id.Append(':');
            }

            id.Append(Alphabet[Digit(digest, digit * BitsPerDigit)]);
        }

        return id.ToString();
    }

    private static int Digit(byte[] digest, int bit)
    {
        int pair = (digest[bit / 8] << 8) | digest[(bit / 8) + 1];
        return (pair >> (16 - BitsPerDigit - (bit % 8))) & 0x1F;
    }
}
