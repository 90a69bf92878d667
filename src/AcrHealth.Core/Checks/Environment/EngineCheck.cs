using AcrHealth.Containers;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Environment;

/// <summary>What the checks have in common that look at what the engine tells of itself.</summary>
/// <remarks>Where there is no engine, DockerDaemon says so, and nothing is to be said here.</remarks>
internal abstract class EngineCheck : HealthCheck
{
    public sealed override CheckCategory Category => CheckCategory.Environment;

    public sealed override IReadOnlyList<string> After => [DockerDaemonCheck.CheckName];

    public sealed override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation)
    {
        if (context.OutcomeOf(DockerDaemonCheck.CheckName) is not { Blocks: false })
        {
            return CheckOutcome.NotApplicable(Strings.EngineMissing);
        }

        return await context.Session.Engine.AskAsync(cancellation).ConfigureAwait(false) is { HasAnswered: true } engine
            ? Judge(engine)
            : CheckOutcome.NotApplicable(Strings.EngineUnknown);
    }

    public sealed override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.EngineUnknown);

    protected abstract CheckOutcome Judge(ContainerEngine engine);
}
