namespace AcrHealth.Details;

/// <summary>A program that a check ran, with its output.</summary>
public class ProgramDetail
{
    /// <summary>The command as a user would type it.</summary>
    public required string Command { get; init; }

    /// <summary>The program's full path; null if it was not found.</summary>
    public string? Path { get; init; }

    /// <summary>Its exit code; null if it did not run, or was stopped because it timed out.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Its standard output in one line of at most 2,000 characters.</summary>
    public string? Output { get; init; }

    /// <summary>Its standard error in one line of at most 2,000 characters.</summary>
    public string? Error { get; init; }

    /// <summary>The version that it reported; null if it reported none, or was not asked.</summary>
    public string? Version { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Command : $"{Command}: {Version}";
}
