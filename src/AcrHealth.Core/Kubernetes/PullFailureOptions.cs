using AcrHealth.Findings;

namespace AcrHealth.Kubernetes;

/// <summary>Selects the pods that are read.</summary>
internal sealed record PullFailureOptions
{
    /// <summary>The namespace; null for the one of kubectl's context.</summary>
    public string? Namespace { get; init; }

    public bool AllNamespaces { get; init; }

    /// <summary>The names of pods; all pods if empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The syntax of the commands of this product in remedies.</summary>
    public ICommandSyntax CommandSyntax { get; init; } = PowerShellSyntax.Instance;
}
