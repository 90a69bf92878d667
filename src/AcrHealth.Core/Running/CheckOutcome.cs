using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>How a check ended, as the check itself tells it.</summary>
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

    /// <summary>The checks on which this one could not be made, where it found that out itself.</summary>
    public IReadOnlyList<string>? BlockedBy { get; init; }

    /// <summary>Whether the question does not arise here, so that no result is given to those who did not ask for the check by its name.</summary>
    public bool IsNotApplicable { get; private init; }

    /// <summary>Whether the checks that need this one and did not get it would only repeat what it says.</summary>
    public bool SuppressesDependents { get; init; }

    /// <summary>Finishes <see cref="Detail"/> with what explains it and was not worth waiting for; never faults.</summary>
    public Task<CheckOutcome>? Explained { get; init; }

    // The output's declaration and its value: only the declaration gives the value its type back.
    private (ICheckOutput Declaration, object Value)? Output { get; init; }

    public static CheckOutcome Passed(string message, object? detail = null) =>
        new() { Status = CheckStatus.Passed, Message = message, Detail = detail, Blocks = false };

    /// <summary>What a check found, with its message and remedies filled in.</summary>
    /// <param name="finding">The cause.</param>
    /// <param name="text">Fills the finding's texts.</param>
    /// <param name="values">The values that the texts contain.</param>
    /// <param name="errorCode">The check's own code for a finding that declares none.</param>
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

    /// <summary>The way of signing in, or the like, does without this check; those that need it go on.</summary>
    public static CheckOutcome NotNeeded(string message) => new() { Status = CheckStatus.Skipped, Message = message, Blocks = false };

    /// <summary>The check could not be made, and so neither can those that need it.</summary>
    public static CheckOutcome Skipped(string message) => new() { Status = CheckStatus.Skipped, Message = message, Blocks = true };

    /// <summary>The check comes after others, and cannot be made the way they ended.</summary>
    public static CheckOutcome BlockedOn(params IReadOnlyList<string> others) =>
        Skipped(MessageFormat.Format(Strings.SkippedBlocked, string.Join(", ", others))) with { BlockedBy = others };

    /// <summary>The question does not arise, and neither do those of the checks that need this one; the message says what would raise it.</summary>
    public static CheckOutcome NotApplicable(string message) => Skipped(message) with { IsNotApplicable = true };

    /// <summary>The outcome that hands on <paramref name="value"/> to the checks that need this one.</summary>
    public CheckOutcome WithOutput<T>(CheckOutput<T> output, T value)
        where T : class
        => this with { Output = (output, value) };

    /// <summary>The outcome that hands on what <paramref name="other"/> does.</summary>
    public CheckOutcome WithOutputOf(CheckOutcome other) => this with { Output = other.Output };

    /// <summary>What the check handed on; null if nothing.</summary>
    public T? Find<T>(CheckOutput<T> output)
        where T : class
        => Output is { } handed && ReferenceEquals(handed.Declaration, output) ? (T)handed.Value : null;

    /// <summary>Closes what the check handed on, if it is something that is open.</summary>
    public void DisposeOutput() => (Output?.Value as IDisposable)?.Dispose();
}
