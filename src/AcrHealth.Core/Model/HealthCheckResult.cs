namespace AcrHealth;

/// <summary>What one check found out about this machine or about one registry.</summary>
public sealed class HealthCheckResult
{
    /// <summary>The registry's login server, with its port where that is not 443; null for checks of this machine.</summary>
    public string? Registry { get; init; }

    /// <summary>Whether the check is about this machine or about a registry.</summary>
    public required CheckCategory Category { get; init; }

    /// <summary>The check's name, as Get-AcrHealthCheck lists it. Never translated.</summary>
    public required string Check { get; init; }

    /// <summary>How the check ended.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The documented error code of a failed check, as Get-AcrHealthError explains it; null for any other.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The name of the cause that a check with status Failed or Warning found, for scripts. Never translated; null if nothing is wrong.</summary>
    public string? Finding { get; init; }

    /// <summary>This case in one line, in the session's language.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, a step an element; empty where nothing has to be done.</summary>
    public IReadOnlyList<string> Remediation { get; init => field = new TextList(value, isNumbered: true); } = new TextList([]);

    /// <summary>The facts behind the message, in a type of the check's own; null where there are none.</summary>
    public object? Detail { get; init; }

    /// <summary>When the check began to run, in local time.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>How long it ran; zero when it was skipped.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long it ran, in seconds: a number that CSV and JSON keep.</summary>
    public double DurationSeconds => Math.Round(Duration.TotalSeconds, 3);

    /// <summary>The checks that had to pass before this one could run, and did not; empty unless it was skipped for that.</summary>
    public IReadOnlyList<string> BlockedBy { get; init => field = new TextList(value); } = new TextList([]);

    /// <summary>Where the error is documented; null unless the check failed.</summary>
    public Uri? HelpUri { get; init; }

    /// <summary>The machine on which the check ran.</summary>
    public string ComputerName { get; init; } = Environment.MachineName;

    /// <summary>How all checks of this result's target ended; null for a result that no command has written.</summary>
    internal Model.TargetVerdict? Verdict { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Registry ?? Category.ToString()} {Check}: {Status}";
}
