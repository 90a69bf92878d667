using AcrHealth.Model;

namespace AcrHealth;

/// <summary>What the error reference says of one code.</summary>
public sealed class ErrorReferenceEntry
{
    /// <summary>The code, as results carry it. Never translated.</summary>
    public required string Code { get; init; }

    /// <summary>Whether the code is about this machine or about a registry.</summary>
    public required CheckCategory Category { get; init; }

    /// <summary>What is true when this code is given.</summary>
    public required string Meaning { get; init; }

    /// <summary>What cannot be done because of it, and which checks do not run.</summary>
    public required string Consequence { get; init; }

    /// <summary>What to do, a step an element.</summary>
    public required IReadOnlyList<string> Remediation { get; init => field = Indexable.Of(value); }

    /// <summary>The checks of this module that can give the code; empty for codes that it never gives.</summary>
    public required IReadOnlyList<string> Checks { get; init => field = Indexable.Of(value); }

    /// <summary>Where the code comes from.</summary>
    public required ErrorOrigin Origin { get; init; }

    /// <summary>Whether the code is still given.</summary>
    public required ErrorLifecycle Lifecycle { get; init; }

    /// <summary>The section on Microsoft Learn that documents the code; for a code that has none, the page about what it stands for.</summary>
    public required Uri HelpUri { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
