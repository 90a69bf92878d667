using AcrHealth.Findings;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.Connection;

/// <summary>The failure to connect to a host: its cause, and the values that the cause's texts contain.</summary>
/// <param name="Kind">The phase that failed.</param>
/// <param name="Finding">The cause.</param>
/// <param name="Values">The values; those that the finding does not declare are left out.</param>
internal sealed record ConnectionFailure(ConnectionFailureKind Kind, Finding Finding, IReadOnlyList<(string Name, object? Value)> Values)
{
    public CheckOutcome Report(CheckContext context, object? detail) =>
        context.Report(Finding, detail, Finding.Declared(Values));
}

/// <summary>A phase of connecting to a host.</summary>
internal enum ConnectionFailureKind
{
    Dns,
    Unreachable,
    Proxy,
    Tls,
}
