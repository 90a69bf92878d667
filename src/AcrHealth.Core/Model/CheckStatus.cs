namespace AcrHealth;

/// <summary>How a check ended.</summary>
/// <remarks>ConvertTo-Json writes the names of an enumeration whose type is long, and the numbers of any other.</remarks>
public enum CheckStatus : long
{
    /// <summary>What the check asks for is true.</summary>
    Passed,

    /// <summary>It is not, and <see cref="HealthCheckResult.ErrorCode"/> says which documented failure this is.</summary>
    Failed,

    /// <summary>It works now, with something that will break or that explains trouble elsewhere.</summary>
    Warning,

    /// <summary>The check did not run; <see cref="HealthCheckResult.Message"/> says why.</summary>
    Skipped,
}
