using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Registry;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>The environment of a check: the target, the options, the services, and the output of its prerequisites.</summary>
internal sealed class CheckContext
{
    private readonly HealthCheck _check;
    private readonly IReadOnlyDictionary<string, Task<CheckOutcome>> _outcomes;

    public CheckContext(
        HealthCheck check, HealthCheckSession session, RegistryTarget? target, IReadOnlyDictionary<string, Task<CheckOutcome>> outcomes)
    {
        _check = check;
        Session = session;
        _outcomes = outcomes;
        MaybeTarget = target;
        Options = session.OptionsFor(target);
    }

    public HealthCheckSession Session { get; }

    /// <summary>Owns the resources that the check opens, and closes them when the run finishes.</summary>
    public RunScope Scope { get; init; } = new();

    public HealthCheckOptions Options { get; }

    /// <summary>The timeout to suggest, in seconds, if that of this run was too short.</summary>
    public double LongerTimeout => Math.Ceiling(Options.Timeout.TotalSeconds * 4);

    public RegistryTarget? MaybeTarget { get; }

    /// <summary>The registry; only for checks of registries.</summary>
    public RegistryTarget Target => MaybeTarget ?? throw new InvalidOperationException($"{_check.Name} has no registry.");

    /// <summary>The method of signing in to the registry: the caller's, or the credential that the kubelet or a pull secret has for it.</summary>
    public SignInMethod SignIn =>
        _outcomes.TryGetValue(ProvidedLogin.Check, out Task<CheckOutcome>? credential) && credential.IsCompletedSuccessfully
            ? credential.Result.Find(ProvidedLogin.Output) ?? Options.SignIn
            : Options.SignIn;

    /// <summary>Returns the output of a prerequisite.</summary>
    /// <exception cref="InvalidOperationException">The check does not declare that prerequisite, or it has no output.</exception>
    public T Get<T>(CheckOutput<T> output)
        where T : class
        => Find(output) ?? throw new InvalidOperationException($"{output.Check} handed no {typeof(T).Name} to {_check.Name}.");

    /// <summary>Returns the output of a check that this one needs or comes after; null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The check does not declare the other one.</exception>
    public T? Find<T>(CheckOutput<T> output)
        where T : class
        => OutcomeOf(output.Check)?.Find(output);

    /// <summary>Returns the outcome of a check that this one needs or comes after; null if it was not selected, or this run does not wait for it.</summary>
    /// <exception cref="InvalidOperationException">The check does not declare the other one.</exception>
    public CheckOutcome? OutcomeOf(string other)
    {
        if (!_check.Prerequisites.Contains(other) && !_check.After.Contains(other))
        {
            throw new InvalidOperationException($"{_check.Name} does not declare {other}.");
        }

        return _outcomes.TryGetValue(other, out Task<CheckOutcome>? outcome) && outcome.IsCompleted ? outcome.Result : null;
    }

    /// <summary>Creates the outcome for a finding, with texts that name this registry and use this run's parameters.</summary>
    /// <param name="finding">The cause.</param>
    /// <param name="detail">The facts behind the message.</param>
    /// <param name="values">The values that the finding's texts contain, besides the standard ones.</param>
    public CheckOutcome Report(Finding finding, object? detail, params (string Name, object? Value)[] values) =>
        CheckOutcome.Of(
            finding, new(MaybeTarget, Options.FindingOptions), values, finding.Status == CheckStatus.Failed && _check.Codes.Count > 0 ? _check.Codes[0] : null, detail);

    /// <summary>Asks for confirmation of a change; returns the outcome of the check if the change is not approved. The messages get the question's target.</summary>
    /// <param name="question">The question.</param>
    /// <param name="whatIf">The message if only the planned changes are shown.</param>
    /// <param name="declined">The message if the change was declined.</param>
    /// <param name="cannotAsk">The message if there is nobody to ask.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public async Task<CheckOutcome?> ConfirmAsync(Question question, string whatIf, string declined, string cannotAsk, CancellationToken cancellationToken)
    {
        string? refusal = await Session.Events.AskAsync(question, cancellationToken).ConfigureAwait(false) switch
        {
            Approval.Given => null,
            Approval.WhatIf => whatIf,
            Approval.Declined => declined,
            _ => cannotAsk,
        };
        return refusal is null ? null : CheckOutcome.Skipped(MessageFormat.Format(refusal, question.Target));
    }

    /// <summary>Creates a request that is sent again, within the check's time, while the registry throttles it.</summary>
    public RetryingRequest Retrying(RegistryClient client) => new(client, Options.Timeout, LogVerbose);

    /// <summary>Turns a pass into a Warning if the registry throttled the request.</summary>
    public CheckOutcome WarnIfThrottled(RetryingRequest request, CheckOutcome outcome) => outcome.Status == CheckStatus.Passed && request.Waited > TimeSpan.Zero
        ? Report(ConnectionFindings.AnsweredAfterThrottling, outcome.Detail, ("result", outcome.Message), ("seconds", request.Waited.TotalSeconds)).WithOutputOf(outcome)
        : outcome;

    /// <summary>Writes a step to the verbose output.</summary>
    public void LogVerbose(string line) => Session.Events.Verbose($"{MaybeTarget?.DisplayName ?? Environment.MachineName} {_check.Name}: {line}");
}
