namespace AcrHealth;

/// <summary>The outcome of a check.</summary>
/// <remarks>ConvertTo-Json writes the names of an enumeration whose type is long, and the numbers of any other.</remarks>
public enum CheckStatus : long
{
    /// <summary>The check's condition is met.</summary>
    Passed,

    /// <summary>The condition is not met, and <see cref="HealthCheckResult.ErrorCode"/> identifies the documented failure.</summary>
    Failed,

    /// <summary>The condition is met, but the check found something that will fail later or that explains a problem elsewhere.</summary>
    Warning,

    /// <summary>The check did not run; <see cref="HealthCheckResult.Message"/> says why.</summary>
    Skipped,
}
