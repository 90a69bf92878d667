using AcrHealth.Simulator.Faults;
using AcrHealth.Simulator.Nodes;

namespace AcrHealth.Simulator;

/// <summary>Something that can be wrong with a Kubernetes node, or with a pull secret. The registry that it pulls from is healthy.</summary>
/// <param name="Name">Its name, in lower case with hyphens.</param>
/// <param name="Code">The AcrHealth error code that a diagnosis should end in; <see langword="null"/> if nothing is wrong.</param>
/// <param name="Finding">The name of the finding that a diagnosis should report; <see langword="null"/> if nothing is wrong.</param>
/// <param name="Description">The fault of the node, in a sentence.</param>
public sealed record NodeFault(string Name, string? Code, string? Finding, string Description)
{
    internal const string Kubelet = "Kubelet";
    internal const string PullSecret = "PullSecret";

    /// <summary>No fault at all.</summary>
    public static NodeFault Healthy { get; } = new("healthy", null, null, Fault.Healthy.Description) { SeenWith = [Kubelet, PullSecret] };

    /// <summary><see cref="Healthy"/>, and every fault.</summary>
    public static IReadOnlyList<NodeFault> All { get; } = [Healthy, .. NodeFaultCatalog.Faults];

    /// <summary>The names of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];

    /// <summary>The parameters of Test-AcrHealth that sign in as this node would, each of which shows it: Kubelet or PullSecret.</summary>
    public IReadOnlyList<string> SeenWith { get; init; } = [Kubelet];

    /// <summary>The files of a node with it.</summary>
    internal Func<NodeTexts, NodeContent> Content { get; init; } = texts => texts.Healthy;

    internal static NodeFault Find(string name)
    {
        NodeFault? fault = All.FirstOrDefault(fault => fault.Name == name);
        return fault ?? throw new ArgumentException($"There is no fault '{name}' of a node; there are: {string.Join(", ", Names)}.", nameof(name));
    }
}
