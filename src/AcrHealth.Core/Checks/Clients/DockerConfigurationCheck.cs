using System.Net;
using AcrHealth.Checks.Connection;
using AcrHealth.Containers;
using AcrHealth.Diagnosis.Clients;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Clients;

/// <summary>Finds settings of the client and its engine that route pulls differently from this session's requests.</summary>
internal sealed class DockerConfigurationCheck : HealthCheck
{
    public const string CheckName = "DockerConfiguration";

    private const string TrustVariable = "DOCKER_CONTENT_TRUST";
    private const int MostSteps = 4;

    // Go parses Booleans in the same way.
    private static readonly string[] FalseValues = ["0", "f", "F", "false", "FALSE", "False"];

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<string> After => [DnsCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.DockerConfiguration];

    public override string Description => Strings.DockerConfigurationDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Session.Engine.Client.Value.Client is not { } client)
        {
            return CheckOutcome.NotApplicable(Strings.EngineMissing);
        }

        if (client.IsCtr)
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.ClientReadsNoSettings, client.Command));
        }

        ContainerEngine? engine = await context.Session.Engine.AskAsync(cancellationToken).ConfigureAwait(false) is { HasAnswered: true } answered ? answered : null;
        IReadOnlyList<IPAddress> addresses = context.Find(DnsCheck.Host)?.Addresses ?? [];
        CheckOutcome[] outcomes = [.. TrustOutcomes(context, client, engine), .. engine is null ? [] : new EngineSettingsEvaluator(context, client, engine).Evaluate(addresses)];
        return outcomes is [var first, ..] ? Merge(first, outcomes[1..])
            : engine is null ? CheckOutcome.NotApplicable(Strings.EngineUnknown)
            : CheckOutcome.NotApplicable(MessageFormat.Format(Strings.EngineUntouched, context.Target.Authority));
    }

    public override CheckOutcome TimedOut(CheckContext context) => CheckOutcome.NotApplicable(Strings.EngineUnknown);

    // The client decides by the variable, whether or not the engine responds; docker takes a value that is not a Boolean for true.
    private static IEnumerable<CheckOutcome> TrustOutcomes(CheckContext context, ContainerClient client, ContainerEngine? engine)
    {
        if (client.IsDocker && engine is not { IsPodman: true } && System.Environment.GetEnvironmentVariable(TrustVariable) is { Length: > 0 } value && !FalseValues.Contains(value))
        {
            yield return context.Report(ContainerClientFindings.ContentTrustOn, null, ("value", value));
        }
    }

    /// <summary>Merges several results into the first, which names the finding; it gets the messages and remedies of the others, most likely first.</summary>
    private static CheckOutcome Merge(CheckOutcome first, CheckOutcome[] others) => others.Length == 0 ? first : first with
    {
        Message = string.Join(' ', others.Select(other => other.Message).Prepend(first.Message)),
        Detail = first.Detail ?? others.Select(other => other.Detail).FirstOrDefault(detail => detail is not null),
        Remediation = [.. others.Prepend(first).SelectMany(outcome => outcome.Remediation.Select((step, rank) => (step, rank))).OrderBy(item => item.rank).Select(item => item.step).Take(MostSteps)],
    };
}
