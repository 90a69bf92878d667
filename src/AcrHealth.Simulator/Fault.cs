using AcrHealth.Simulator.Faults;

namespace AcrHealth.Simulator;

/// <summary>Something that can be wrong with a registry.</summary>
/// <param name="Name">Its name, in lower case with hyphens.</param>
/// <param name="Code">
/// The AcrHealth error code that a diagnosis should end in; <see langword="null"/> if it should end in none: all is well, or it is worth
/// a warning only.
/// </param>
/// <param name="Description">The behavior of a registry with it, in a sentence.</param>
public sealed record Fault(string Name, string? Code, string Description)
{
    internal const string IncludeResourceManager = "IncludeResourceManager";
    internal const string Repository = "Repository";
    internal const string PushTo = "PushTo";

    /// <summary>No fault at all.</summary>
    public static Fault Healthy { get; } = new("healthy", null, "Nothing is wrong.");

    /// <summary>Every fault, without <see cref="Healthy"/>.</summary>
    public static IReadOnlyList<Fault> All => FaultCatalog.All;

    /// <summary>The names of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];

    /// <summary>
    /// The parameter of Test-AcrHealth without which it is not seen: Repository, PushTo or IncludeResourceManager; <see langword="null"/> if
    /// none is needed.
    /// </summary>
    public string? SeenWith { get; init; }

    /// <summary>The finding that a diagnosis should report; <see langword="null"/> if that depends on more than the fault.</summary>
    public ExpectedFinding? Expected { get; init; }

    /// <summary>Whether only Azure Resource Manager shows it: the registry itself works as a healthy one does.</summary>
    public bool IsInResourceManagerOnly => SeenWith == IncludeResourceManager;

    /// <summary>The behavior of a registry with it, as far as it is not a healthy one's.</summary>
    internal FaultBehavior Behavior { get; init; } = new();

    internal static Fault Find(string name)
    {
        Fault? fault = All.Prepend(Healthy).FirstOrDefault(fault => fault.Name == name);
        return fault ?? throw new ArgumentException($"There is no fault '{name}'; there are: {string.Join(", ", Names)}.", nameof(name));
    }
}
