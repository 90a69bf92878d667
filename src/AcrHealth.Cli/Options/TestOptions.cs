using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Running;

namespace AcrHealth.Cli.Options;

/// <summary>The options of <c>acrhealth test</c>.</summary>
internal sealed class TestOptions : RegistryOptions
{
    public Option<int> TimeoutSeconds { get; } = Number("--timeout-seconds", Texts.TimeoutOption, (int)HealthCheckOptions.DefaultTimeout.TotalSeconds, 1, 3600);

    public Option<string?> PushTo { get; } = Text("--push-to", Texts.PushToOption, "repository");

    public Option<bool> StopOnFailure { get; } = Switch("--stop-on-failure", Texts.StopOnFailureOption);

    public override IEnumerable<Option> All => [TimeoutSeconds, PushTo, StopOnFailure, .. base.All];
}
