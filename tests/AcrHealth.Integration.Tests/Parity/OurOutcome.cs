using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>What a run of ours came to.</summary>
internal sealed record OurOutcome(IReadOnlyList<CheckResult> Results, TimeSpan Time);
