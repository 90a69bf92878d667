using System.Text.Json;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>A node of a cluster.</summary>
internal sealed record ClusterNode
{
    private const string Windows = "windows";

    public required string Name { get; init; }

    public string OperatingSystem { get; init; } = "linux";

    /// <summary>The distribution, such as "Ubuntu 22.04.5 LTS".</summary>
    public string Distribution { get; init; } = string.Empty;

    /// <summary>Why the node is not ready; null if it is.</summary>
    public string? NotReady { get; init; }

    /// <summary>Whether the node is no machine: pods on it run elsewhere, without a node's network and files.</summary>
    public bool IsVirtual { get; init; }

    public bool IsWindows => OperatingSystem == Windows;

    /// <summary>Whether its CA certificates are below /etc/pki, as in Azure Linux.</summary>
    public bool HasPki => Distribution.Contains("Mariner", StringComparison.OrdinalIgnoreCase) || Distribution.Contains("Azure Linux", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the nodes of a list, by name.</summary>
    public static IReadOnlyList<ClusterNode> Read(JsonElement list) => [.. list.Items("items").Select(ReadOne).OfType<ClusterNode>().OrderBy(node => node.Name, StringComparer.Ordinal)];

    private static ClusterNode? ReadOne(JsonElement node) => node.Text("metadata", "name") is not { } name ? null : new()
    {
        Name = name,
        OperatingSystem = node.Text("status", "nodeInfo", "operatingSystem")?.ToLowerInvariant() ?? "linux",
        Distribution = node.Text("status", "nodeInfo", "osImage") ?? string.Empty,
        IsVirtual = node.Text("metadata", "labels", "type") == "virtual-kubelet",
        NotReady = NotReadyReason(node),
    };

    private static string? NotReadyReason(JsonElement node)
    {
        foreach (JsonElement condition in node.Items("status", "conditions"))
        {
            if (condition.Text("type") == "Ready")
            {
                return condition.Text("status") == "True" ? null : condition.Text("message") ?? condition.Text("reason") ?? "NotReady";
            }
        }

        return Strings.NodeNoReadyCondition;
    }
}
