using System.Globalization;
using System.Text.RegularExpressions;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>An error of Microsoft Entra ID, as the text of a library or a program contains it: <c>AADSTS700016: Application … was not found.</c></summary>
/// <param name="Number">The number, such as 700016.</param>
/// <param name="Description">The sentence that follows it, without the ids of the request.</param>
internal sealed partial record AadstsError(int Number, string Description)
{
    private const int DescriptionLength = 300;

    /// <summary>The code as people look it up.</summary>
    public string Code => $"AADSTS{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The application that the description names; null if it names none.</summary>
    public string? Application => Named(ApplicationPattern());

    /// <summary>The tenant that the description names; null if it names none.</summary>
    public string? Tenant => Named(TenantPattern());

    /// <summary>Finds the first error in a text; null if there is none.</summary>
    public static AadstsError? Find(string text)
    {
        Match match = Pattern().Match(text);
        return match.Success && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new(number, UntrustedText.Clean(match.Groups["description"].Value, DescriptionLength))
            : null;
    }

    private string? Named(Regex pattern) => pattern.Match(Description) is { Success: true } match ? match.Groups[1].Value : null;

    // The description stops before the ids for the logs of Microsoft Entra ID and before the program's own advice.
    [GeneratedRegex(
        @"AADSTS(?<number>\d{4,9})\b:?\s*(?<description>.*?)(?=\s*(?:Trace ID:|Correlation ID:|Timestamp:|To re-authenticate|Interactive authentication is needed|\r|\n|""|\z))",
        RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"[Aa]pp(?:lication)?(?: with identifier)? '([^']{1,100})'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ApplicationPattern();

    [GeneratedRegex(@"(?:[Tt]enant|[Dd]irectory)(?: named)? '?([0-9A-Za-z][0-9A-Za-z.-]{2,100})(?:'|\.? |\.?$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TenantPattern();
}
