using System.Globalization;
using System.Text.RegularExpressions;

namespace AcrHealth.Containers;

/// <summary>Compares the clock of the engine, which a virtual machine has for itself, with this machine's.</summary>
internal static partial class EngineClock
{
    /// <summary>The largest difference of two clocks with which tokens and fresh certificates are still accepted.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    /// <summary>The difference that is reported: a synchronized clock is right to the second, and one that is minutes off will drift further.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromMinutes(2);

    /// <summary>The time by which the engine's clock is certainly ahead of this machine's; negative if it is behind, null if it reported no time.</summary>
    public static TimeSpan? DifferenceOf(ContainerEngine engine) => engine is not { SystemTime: { } time, Asked: { } asked } ? null
        : time > asked.Ended ? time - asked.Ended
        : time < asked.Begun ? time - asked.Begun
        : TimeSpan.Zero;

    /// <summary>Whether an engine's error about a certificate shows that its clock is wrong: the error names the engine's current time.</summary>
    public static bool IsWrongIn(string said) =>
        CurrentTime().Match(said) is { Success: true } match
        && DateTimeOffset.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        && (DateTimeOffset.UtcNow - time).Duration() > Tolerated;

    [GeneratedRegex(@"current time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))", RegexOptions.CultureInvariant)]
    private static partial Regex CurrentTime();
}
