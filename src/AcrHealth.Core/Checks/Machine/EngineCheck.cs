using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Machine;

/// <summary>Evaluates the facts that the engine reports about itself.</summary>
/// <remarks>If there is no engine, DockerDaemon reports that, and there is nothing to add here.</remarks>
internal abstract class EngineCheck : HealthCheck
{
    public sealed override CheckCategory Category => CheckCategory.Environment;

    public sealed override IReadOnlyList<string> After => [DockerDaemonCheck.CheckName];

    public sealed override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Find(DockerDaemonCheck.Client) is not { } client)
        {
            return CheckOutcome.NotApplicable(Strings.EngineMissing);
        }

        return await context.Session.Engine.AskAsync(cancellationToken).ConfigureAwait(false) is { HasAnswered: true } engine
            ? Evaluate(context, client, engine)
            : CheckOutcome.NotApplicable(Strings.EngineUnknown);
    }

    public sealed override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.EngineUnknown);

    protected abstract CheckOutcome Evaluate(CheckContext context, ContainerClient client, ContainerEngine engine);
}
