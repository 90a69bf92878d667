using System.Globalization;
using System.Resources;

namespace AcrHealth.Reference;

/// <summary>The texts of the error codes, in the languages that the module supports.</summary>
internal static class ErrorReference
{
    private static readonly System.Resources.ResourceManager Texts = new("AcrHealth.Resources.ErrorReference", typeof(ErrorReference).Assembly);

    /// <summary>The names of all codes, in the order of the reference.</summary>
    public static IEnumerable<string> Codes => ErrorCodes.All.Select(code => code.Name);

    /// <summary>Returns the entry of a code in the given language; in English if the language is not supported.</summary>
    /// <param name="code">The code.</param>
    /// <param name="checks">The checks that can return it.</param>
    /// <param name="culture">The language.</param>
    public static ErrorReferenceEntry Describe(ErrorCode code, IReadOnlyList<string> checks, CultureInfo culture) => new()
    {
        Code = code.Name,
        Category = code.Category,
        Meaning = Text(code, "Meaning", culture),
        Consequence = Text(code, "Consequence", culture),
        Remediation = Text(code, "Remediation", culture).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Checks = checks,
        Origin = code.Origin,
        Lifecycle = code.Lifecycle,
        HelpUri = code.HelpUri,
    };

    private static string Text(ErrorCode code, string part, CultureInfo culture) =>
        Texts.GetString($"{code.Name}_{part}", culture) ?? throw new MissingManifestResourceException($"{code.Name}_{part}");
}
