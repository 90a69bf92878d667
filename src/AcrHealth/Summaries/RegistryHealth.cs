using AcrHealth.Display;

namespace AcrHealth;

/// <summary>Summarizes the results of one registry, or of one machine's own checks, in one object.</summary>
public sealed class RegistryHealth
{
    /// <summary>The registry's login server; null for the checks of a machine.</summary>
    public string? Registry { get; init; }

    /// <summary>The worst status of the results: Failed, else Warning, else Passed. Skipped if nothing was checked.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The name of the first check that failed; null if none did.</summary>
    public string? FailedCheck { get; init; }

    /// <summary>The documented code of the first failure, or else of the first warning; null if there is none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The message of the first failure, or else of the first warning; null if there is neither.</summary>
    public string? Message { get; init; }

    /// <summary>The first remedy of the first failure, or else of the first warning; null if there is none.</summary>
    public string? NextStep { get; init; }

    /// <summary>The number of checks that failed.</summary>
    public int Failed { get; init; }

    /// <summary>The number of checks that gave a warning.</summary>
    public int Warnings { get; init; }

    /// <summary>The number of checks that passed.</summary>
    public int Passed { get; init; }

    /// <summary>The number of checks that were skipped.</summary>
    public int Skipped { get; init; }

    /// <summary>The time from the start of the first check to the end of the last.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double DurationSeconds => Math.Round(Duration.TotalSeconds, 3);

    /// <summary>The machine on which the checks ran.</summary>
    public string? ComputerName { get; init; }

    /// <summary>All results, in their order.</summary>
    public required ResultList Results { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ResultHeading.Of(Registry, ComputerName)}: {Status}";
}
