using System.Globalization;
using System.Text.RegularExpressions;

namespace AcrHealth.Containers;

/// <summary>Compares the clock of the engine, which a virtual machine has for itself, with this machine's.</summary>
internal static partial class EngineClock
{
    /// <summary>How far two clocks may differ before tokens and fresh certificates are rejected.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    /// <summary>A clock that is kept is right to the second; one that is minutes off is on its way.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromMinutes(2);

    /// <summary>How far the engine's clock is ahead of this machine's for certain; negative if it is behind, null if it told no time.</summary>
    public static TimeSpan? DifferenceOf(ContainerEngine engine) => engine is not { SystemTime: { } time, Asked: { } asked } ? null
        : time > asked.Ended ? time - asked.Ended
        : time < asked.Begun ? time - asked.Begun
        : TimeSpan.Zero;

    /// <summary>Whether what an engine says of a certificate shows that its clock is wrong: it names the time that it takes for the current one.</summary>
    public static bool IsWrongIn(string said) =>
        CurrentTime().Match(said) is { Success: true } match
        && DateTimeOffset.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        && (DateTimeOffset.UtcNow - time).Duration() > Tolerated;

    [GeneratedRegex(@"current time (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))", RegexOptions.CultureInvariant)]
    private static partial Regex CurrentTime();
}
