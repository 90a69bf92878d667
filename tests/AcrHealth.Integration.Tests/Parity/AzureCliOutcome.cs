using System.Text.RegularExpressions;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The outcome of a run of the Azure CLI.</summary>
/// <param name="Said">All that it wrote, errors included.</param>
/// <param name="IsHeld">Whether it had to be ended, because it was still waiting when the limit was reached.</param>
/// <param name="Time">From its start to its end.</param>
internal sealed partial record AzureCliOutcome(string Said, bool IsHeld, TimeSpan Time)
{
    /// <summary>The codes that it reported, in the order of their first report.</summary>
    public IReadOnlyList<string> Codes => [.. Code().Matches(Said).Select(match => match.Groups["code"].Value).Distinct()];

    /// <summary>The exception that ended it, without its message; null if none did.</summary>
    public string? Exception => Said.Contains("Traceback (most recent call last)", StringComparison.Ordinal)
        ? Raised().Matches(Said).Last().Groups["type"].Value
        : null;

    /// <summary>The error of Azure's own that ended it; null if none did.</summary>
    public string? AzureError => IsComplete ? null : Refused().Match(Said) is { Success: true } refused ? refused.Groups["code"].Value : null;

    /// <summary>Whether it went through all of its checks.</summary>
    public bool IsComplete => Said.Contains("https://aka.ms/acr/health-check", StringComparison.Ordinal);

    /// <summary>Whether it reported that a step had gone well.</summary>
    public bool Passed(string step) => Said.Contains($"{step} : OK", StringComparison.Ordinal);

    [GeneratedRegex("An error occurred: (?<code>[A-Z_]+)")]
    private static partial Regex Code();

    [GeneratedRegex(@"^ERROR: \((?<code>[A-Za-z]+)\) ", RegexOptions.Multiline)]
    private static partial Regex Refused();

    // The last line of a traceback; the type comes with its modules, if it is not one of Python's own.
    [GeneratedRegex(@"^(?:(?:\w+\.)+(?<type>[A-Z]\w*)|(?<type>[A-Z]\w*(?:Error|Exception)))(?=:|$)", RegexOptions.Multiline)]
    private static partial Regex Raised();
}
