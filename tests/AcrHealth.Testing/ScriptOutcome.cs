using System.Management.Automation;

namespace AcrHealth.Testing;

/// <summary>The objects that a script wrote to each stream, and the error that stopped it.</summary>
public sealed record ScriptOutcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<ProgressRecord> Progress,
    RuntimeException? Terminating)
{
    /// <summary>The output read as results of checks.</summary>
    public IReadOnlyList<CheckResult> Results => [.. Output.Select(item => new CheckResult(item))];

    /// <summary>The error with which the script was refused: it stopped the script, or its only statement.</summary>
    public string Refusal => Terminating?.Message ?? Errors.Single().Exception.Message;

    /// <summary>The only result of a check.</summary>
    public CheckResult Check(string name) => Results.Single(result => result.Check == name);
}
