using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>The outcome of a run of ours.</summary>
internal sealed record OurOutcome(IReadOnlyList<CheckResult> Results, TimeSpan Time);
