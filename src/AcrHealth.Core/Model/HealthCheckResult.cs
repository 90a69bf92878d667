namespace AcrHealth;

/// <summary>The result of one check of this machine or of one registry.</summary>
public sealed class HealthCheckResult
{
    private object? _detail;

    /// <summary>The registry's login server, with its port if that is not 443; null for checks of this machine.</summary>
    public string? Registry { get; init; }

    /// <summary>Whether the check is about this machine or about a registry.</summary>
    public required CheckCategory Category { get; init; }

    /// <summary>The check's name, as Get-AcrHealthCheck lists it. Never translated.</summary>
    public required string Check { get; init; }

    /// <summary>The check's outcome.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The documented error code of a failed check, as Get-AcrHealthError explains it; null for any other.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The name of the cause that a check with status Failed or Warning found, for scripts. Never translated; null if nothing is wrong.</summary>
    public string? Finding { get; init; }

    /// <summary>The finding and its evidence in one line, in the session's language.</summary>
    public required string Message { get; init; }

    /// <summary>The steps that fix the problem, one per element; empty if there is nothing to do.</summary>
    public IReadOnlyList<string> Remediation { get; init => field = new TextList(value, isNumbered: true); } = new TextList([]);

    /// <summary>The facts behind the message, in a type that is specific to the check; null if there are none.</summary>
    public object? Detail { get => _detail; init => _detail = value; }

    /// <summary>The time at which the check started, in local time.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The check's duration; zero if it was skipped.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The check's duration in seconds: a number that CSV and JSON preserve.</summary>
    public double DurationSeconds => Math.Round(Duration.TotalSeconds, 3);

    /// <summary>The prerequisites that did not pass; empty unless the check was skipped because of them.</summary>
    public IReadOnlyList<string> BlockedBy { get; init => field = new TextList(value); } = new TextList([]);

    /// <summary>The page that documents the error; null unless the check failed.</summary>
    public Uri? HelpUri { get; init; }

    /// <summary>The machine on which the check ran.</summary>
    public string ComputerName { get; init; } = Environment.MachineName;

    /// <summary>The combined outcome of all checks of this result's target; null for a result that no command has written.</summary>
    internal Model.TargetVerdict? Verdict { get; set; }

    /// <summary>The same result with its detail in another form.</summary>
    internal HealthCheckResult WithDetail(object? detail)
    {
        var result = (HealthCheckResult)MemberwiseClone();
        result._detail = detail;
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Registry ?? Category.ToString()} {Check}: {Status}";
}
