using AcrHealth.Findings;

namespace AcrHealth.Kubernetes;

/// <summary>The options of a cluster check.</summary>
internal sealed record ClusterOptions
{
    public const int DefaultThrottleLimit = 32;

    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan DefaultCleanUpTime = TimeSpan.FromSeconds(45);

    /// <summary>The registries that each node checks, as they were given.</summary>
    public IReadOnlyList<string> Registries { get; init; } = [];

    /// <summary>The image whose pull each node checks, as it was given; null for the registry alone.</summary>
    public string? Repository { get; init; }

    /// <summary>The image of AcrHealth that the nodes run.</summary>
    public required string Image { get; init; }

    /// <summary>The namespace of the pods; null for the one of kubectl's context.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector for nodes; null for all.</summary>
    public string? NodeSelector { get; init; }

    /// <summary>The number of nodes that are checked at once.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottleLimit;

    /// <summary>The longest time that the pod of a node may take, from its creation to its completion.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The client id of the managed identity that the nodes sign in with; null for the one that they find.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Whether the nodes check without signing in.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The syntax of the commands of this product in remedies.</summary>
    public ICommandSyntax CommandSyntax { get; init; } = PowerShellSyntax.Instance;

    /// <summary>The interval at which the pods are read.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time that removing the pods may take.</summary>
    public TimeSpan CleanUpTime { get; init; } = DefaultCleanUpTime;
}
