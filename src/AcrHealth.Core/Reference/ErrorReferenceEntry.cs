using AcrHealth.Model;

namespace AcrHealth;

/// <summary>The entry of one code in the error reference.</summary>
public sealed class ErrorReferenceEntry
{
    /// <summary>The code, as results contain it. Never translated.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the code is about this machine or about a registry.</summary>
    public required CheckCategory Category { get; init; }

    /// <summary>The condition that the code reports.</summary>
    public required string Meaning { get; init; }

    /// <summary>The operations that fail because of it, and the checks that do not run.</summary>
    public required string Consequence { get; init; }

    /// <summary>The steps that fix the problem, one per element.</summary>
    public required IReadOnlyList<string> Remediation { get; init => field = Indexable.Of(value); }

    /// <summary>The checks of this module that can return the code; empty for codes that it never returns.</summary>
    public required IReadOnlyList<string> Checks { get; init => field = Indexable.Of(value); }

    /// <summary>The origin of the code.</summary>
    public required ErrorOrigin Origin { get; init; }

    /// <summary>Whether the code is still in use.</summary>
    public required ErrorLifecycle Lifecycle { get; init; }

    /// <summary>The section on Microsoft Learn that documents the code; for a code that has none, the page about its subject.</summary>
    public required Uri HelpUri { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
