namespace AcrHealth.Details;

/// <summary>A program that a check ran, and what it said.</summary>
public class ProgramDetail
{
    /// <summary>The command as the person would type it.</summary>
    public required string Command { get; init; }

    /// <summary>The program's full path; null where it was not found.</summary>
    public string? Path { get; init; }

    /// <summary>Its exit code; null where it did not run, or was ended because its time was up.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What it said on standard output, in one line and at most 2,000 characters.</summary>
    public string? Output { get; init; }

    /// <summary>What it said on standard error, in one line and at most 2,000 characters.</summary>
    public string? Error { get; init; }

    /// <summary>The version that it told; null where it told none, or was not asked.</summary>
    public string? Version { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Command : $"{Command}: {Version}";
}
