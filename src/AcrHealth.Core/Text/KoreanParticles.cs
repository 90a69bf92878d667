using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>
/// Chooses the form of Korean particles that fits the word before them, such as 을 or 를 for <c>을(를)</c>: a particle depends on whether the word ends in
/// a consonant as it is read aloud. If the pronunciation of a word is unknown, both forms remain.
/// </summary>
internal static partial class KoreanParticles
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FinalsPerSyllable = 28;
    private const int FinalL = 8;

    private enum Ending
    {
        Unknown,
        Vowel,
        L,
        Consonant,
    }

    /// <summary>Returns the text with the fitting particles.</summary>
    public static string Choose(string text) =>
        text.Contains('(', StringComparison.Ordinal) ? Particle().Replace(text, match => Fit(match, EndingOf(text.AsSpan(0, match.Index)))) : text;

    private static string Fit(Match match, Ending ending)
    {
        if (ending == Ending.Unknown)
        {
            return match.Value;
        }

        // Only 로 follows ㄹ as it follows a vowel.
        bool isConsonant = ending == Ending.Consonant || (ending == Ending.L && !match.Groups["way"].Success);
        return match.Value switch
        {
            "(으)로" => isConsonant ? "으로" : "로",
            "을(를)" => isConsonant ? "을" : "를",
            "이(가)" => isConsonant ? "이" : "가",
            "은(는)" => isConsonant ? "은" : "는",
            _ => isConsonant ? "과" : "와",
        };
    }

    private static Ending EndingOf(ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> word = before.TrimEnd("'\"`");

        // Text in parentheses explains the word before it, to which the particle belongs.
        while (word is [.., ')'] && word.LastIndexOf('(') is > 0 and int open)
        {
            word = word[..open].TrimEnd("'\"` ");
        }

        if (word.IsEmpty)
        {
            return Ending.Unknown;
        }

        char last = char.ToLowerInvariant(word[^1]);
        return last switch
        {
            >= (char)FirstSyllable and <= (char)LastSyllable => ((last - FirstSyllable) % FinalsPerSyllable) switch { 0 => Ending.Vowel, FinalL => Ending.L, _ => Ending.Consonant },
            '2' or '4' or '5' or '9' => Ending.Vowel,
            '1' or '7' or '8' => Ending.L,
            '0' or '3' or '6' => Ending.Consonant,
            // The last letter of an English word settles it for these: io, proxy, docker, windows; helm, json; url.
            'a' or 'i' or 'o' or 'u' or 'y' or 'r' or 's' or 'x' or 'z' => Ending.Vowel,
            'l' => Ending.L,
            'm' or 'n' => Ending.Consonant,
            _ => Ending.Unknown,
        };
    }

    [GeneratedRegex(@"을\(를\)|이\(가\)|은\(는\)|과\(와\)|(?<way>\(으\)로)")]
    private static partial Regex Particle();
}
