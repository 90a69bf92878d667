using AcrHealth.Reference;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

/// <summary>Outcomes for tests of what handles outcomes, whatever the finding.</summary>
internal static class TestOutcome
{
    public static CheckOutcome Failed(ErrorCode code, string message, object? detail = null, params string[] steps) =>
        new() { Status = CheckStatus.Failed, ErrorCode = code, Message = message, Detail = detail, Remediation = steps, Blocks = true };

    public static CheckOutcome Warning(string message, object? detail = null) =>
        new() { Status = CheckStatus.Warning, Message = message, Detail = detail, Blocks = false };
}
