using System.Text.RegularExpressions;

namespace AcrHealth.Packaging.Manifest;

/// <summary>A version as PowerShell repositories take it: three numbers, and a label of letters and digits if it is a pre-release.</summary>
internal sealed partial record PackageVersion(string Number, string? Label)
{
    public static PackageVersion Parse(string text) => Form().Match(text) is { Success: true } match
        ? new(match.Groups["number"].Value, match.Groups["label"] is { Success: true, Value: string label } ? label : null)
        : throw new PackagingException(
            "AcrHealth.psd1", $"'{text}' is no version that PowerShell repositories take: three numbers, then for a pre-release a hyphen, letters and digits, as in 1.2.0-preview1.");

    public override string ToString() => Label is null ? Number : $"{Number}-{Label}";

    [GeneratedRegex(@"^(?<number>\d+\.\d+\.\d+)(?:-(?<label>[A-Za-z][0-9A-Za-z]*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
