using AcrHealth.Findings;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>What keeps this machine from connecting to a host: a cause, and the values that its texts contain.</summary>
/// <param name="Kind">The part of the way.</param>
/// <param name="Finding">The cause.</param>
/// <param name="Values">The values; those that the finding does not declare are left out.</param>
internal sealed record ConnectionFailure(ConnectionFailureKind Kind, Finding Finding, IReadOnlyList<(string Name, object? Value)> Values)
{
    public CheckOutcome Report(CheckContext context, object? detail) =>
        context.Report(Finding, detail, [.. Values.Where(value => Finding.Values.Contains(value.Name))]);
}

/// <summary>A part of the way to a host.</summary>
internal enum ConnectionFailureKind
{
    Dns,
    Unreachable,
    Proxy,
    Tls,
}
