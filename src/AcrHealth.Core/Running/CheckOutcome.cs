using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>The outcome of a check, as the check itself reports it.</summary>
internal sealed record CheckOutcome
{
    public required CheckStatus Status { get; init; }

    public required string Message { get; init; }

    public ErrorCode? ErrorCode { get; init; }

    /// <summary>The cause that was found; null if nothing is wrong.</summary>
    public Finding? Finding { get; init; }

    public object? Detail { get; init; }

    /// <summary>The steps that fix this case, the most likely first.</summary>
    public IReadOnlyList<string> Remediation { get; init; } = [];

    /// <summary>Whether checks that need this one cannot run.</summary>
    public required bool Blocks { get; init; }

    /// <summary>The checks that blocked this one, if it found that out itself.</summary>
    public IReadOnlyList<string>? BlockedBy { get; init; }

    /// <summary>Whether the check does not apply here, so that it has no result unless the caller selected it by name.</summary>
    public bool IsNotApplicable { get; private init; }

    /// <summary>Whether the results of the checks that it blocks would only repeat its message.</summary>
    public bool SuppressesDependents { get; init; }

    /// <summary>Completes <see cref="Detail"/> with an explanation that the check did not wait for; never faults.</summary>
    public Task<CheckOutcome>? Explained { get; init; }

    // The declaration is stored with the value because only the declaration knows the value's type.
    private (ICheckOutput Declaration, object Value)? Output { get; init; }

    public static CheckOutcome Passed(string message, object? detail = null) =>
        new() { Status = CheckStatus.Passed, Message = message, Detail = detail, Blocks = false };

    /// <summary>Creates the outcome for a finding, with its message and remedies filled in.</summary>
    /// <param name="finding">The cause.</param>
    /// <param name="text">Fills the finding's texts.</param>
    /// <param name="values">The values that the texts contain.</param>
    /// <param name="errorCode">The check's error code, for a finding that declares none.</param>
    /// <param name="detail">The facts behind the message.</param>
    public static CheckOutcome Of(
        Finding finding, FindingText text, IReadOnlyList<(string Name, object? Value)> values, ErrorCode? errorCode = null, object? detail = null) => new()
        {
            Status = finding.Status,
            ErrorCode = finding.ErrorCode ?? errorCode,
            Finding = finding,
            Message = text.Message(finding, values),
            Remediation = text.Remedies(finding, values),
            Detail = detail,
            Blocks = finding.Status == CheckStatus.Failed,
        };

    /// <summary>
    /// Creates an outcome for a check that is not needed, such as for another method of signing in; the checks that depend on it still run.
    /// </summary>
    public static CheckOutcome NotNeeded(string message) => new() { Status = CheckStatus.Skipped, Message = message, Blocks = false };

    /// <summary>Creates an outcome for a check that could not run, so that the checks that depend on it cannot run either.</summary>
    public static CheckOutcome Skipped(string message) => new() { Status = CheckStatus.Skipped, Message = message, Blocks = true };

    /// <summary>Creates an outcome for a check that cannot run because of the outcomes of others.</summary>
    public static CheckOutcome BlockedOn(params IReadOnlyList<string> others) =>
        Skipped(MessageFormat.Format(Strings.SkippedBlocked, string.Join(", ", others))) with { BlockedBy = others };

    /// <summary>Creates an outcome for a check that does not apply, nor do the checks that depend on it; the message says what would make it apply.</summary>
    public static CheckOutcome NotApplicable(string message) => Skipped(message) with { IsNotApplicable = true };

    /// <summary>Returns a copy with <paramref name="value"/> as the output for the checks that need this one.</summary>
    public CheckOutcome WithOutput<T>(CheckOutput<T> output, T value)
        where T : class
        => this with { Output = (output, value) };

    /// <summary>Returns a copy with the output of <paramref name="other"/>.</summary>
    public CheckOutcome WithOutputOf(CheckOutcome other) => this with { Output = other.Output };

    /// <summary>Returns the output of the check; null if there is none.</summary>
    public T? Find<T>(CheckOutput<T> output)
        where T : class
        => Output is { } handed && ReferenceEquals(handed.Declaration, output) ? (T)handed.Value : null;

    /// <summary>Disposes of the output, if it is disposable.</summary>
    public void DisposeOutput() => (Output?.Value as IDisposable)?.Dispose();
}
