using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Registry;
using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>What a check works with: the target, the options, the services, and what its prerequisites found.</summary>
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

    /// <summary>Owns what the check opens, and ends it with the run.</summary>
    public RunScope Scope { get; init; } = new();

    public HealthCheckOptions Options { get; }

    public RegistryTarget? MaybeTarget { get; }

    /// <summary>The registry; only for checks of registries.</summary>
    public RegistryTarget Target => MaybeTarget ?? throw new InvalidOperationException($"{_check.Name} has no registry.");

    /// <summary>How the registry is signed in to: as the caller said, or with the credential that the kubelet or a pull secret has for it.</summary>
    public SignInMethod SignIn =>
        _outcomes.TryGetValue(ProvidedLogin.Check, out Task<CheckOutcome>? credential) && credential.IsCompletedSuccessfully
            ? credential.Result.Find(ProvidedLogin.Output) ?? Options.SignIn
            : Options.SignIn;

    /// <summary>What a prerequisite handed on.</summary>
    /// <exception cref="InvalidOperationException">The check does not declare that prerequisite, or it handed nothing on.</exception>
    public T Get<T>(CheckOutput<T> output)
        where T : class
        => Find(output) ?? throw new InvalidOperationException($"{output.Check} handed no {typeof(T).Name} to {_check.Name}.");

    /// <summary>What a check handed on that this one needs or comes after; null if nothing.</summary>
    /// <exception cref="InvalidOperationException">The check does not declare that other one.</exception>
    public T? Find<T>(CheckOutput<T> output)
        where T : class
        => OutcomeOf(output.Check)?.Find(output);

    /// <summary>How a check ended that this one needs or comes after; null when it was not selected, or this run does not wait for it.</summary>
    /// <exception cref="InvalidOperationException">The check does not declare that other one.</exception>
    public CheckOutcome? OutcomeOf(string other)
    {
        if (!_check.Prerequisites.Contains(other) && !_check.After.Contains(other))
        {
            throw new InvalidOperationException($"{_check.Name} does not declare {other}.");
        }

        return _outcomes.TryGetValue(other, out Task<CheckOutcome>? outcome) && outcome.IsCompleted ? outcome.Result : null;
    }

    /// <summary>What the check found, in words that name this registry and this run.</summary>
    /// <param name="finding">The cause.</param>
    /// <param name="detail">The facts behind the message.</param>
    /// <param name="values">The values that the finding's texts contain, beside the standard ones.</param>
    public CheckOutcome Report(Finding finding, object? detail, params (string Name, object? Value)[] values) =>
        CheckOutcome.Of(
            finding, new(MaybeTarget, Options.FindingOptions), values, finding.Status == CheckStatus.Failed && _check.Codes.Count > 0 ? _check.Codes[0] : null, detail);

    /// <summary>Creates a request that is sent again, within the check's time, while the registry throttles it.</summary>
    public RetryingRequest Retrying(RegistryClient client) => new(client, Options.Timeout, LogVerbose);

    /// <summary>Turns a pass into a Warning if the registry throttled the request.</summary>
    public CheckOutcome WarnIfThrottled(RetryingRequest request, CheckOutcome outcome) => outcome.Status == CheckStatus.Passed && request.Waited > TimeSpan.Zero
        ? Report(ConnectionFindings.AnsweredAfterThrottling, outcome.Detail, ("result", outcome.Message), ("seconds", request.Waited.TotalSeconds)).WithOutputOf(outcome)
        : outcome;

    /// <summary>Tells a step to those who asked for -Verbose.</summary>
    public void LogVerbose(string line) => Session.Events.Verbose($"{MaybeTarget?.DisplayName ?? Environment.MachineName} {_check.Name}: {line}");
}
