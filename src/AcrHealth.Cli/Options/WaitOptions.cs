using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Running;

namespace AcrHealth.Cli.Options;

/// <summary>The options of <c>acrhealth wait</c>.</summary>
internal sealed class WaitOptions : RegistryOptions
{
    private const int DefaultWait = 300;
    private const int LongestWait = 86400;

    public Option<int> TimeoutSeconds { get; } = Number("--timeout-seconds", Texts.WaitTimeoutOption, DefaultWait, 1, LongestWait);

    public Option<int> CheckTimeoutSeconds { get; } = Number("--check-timeout-seconds", Texts.TimeoutOption, (int)HealthCheckOptions.DefaultTimeout.TotalSeconds, 1, 3600);

    public override IEnumerable<Option> All => [TimeoutSeconds, CheckTimeoutSeconds, .. base.All];
}
