namespace AcrHealth;

/// <summary>The subject of a check or an error.</summary>
/// <remarks>ConvertTo-Json writes the names of an enumeration whose type is long, and the numbers of any other.</remarks>
public enum CheckCategory : long
{
    /// <summary>This machine: its container client, its engine, its Helm.</summary>
    Environment,

    /// <summary>One registry, as seen from this machine.</summary>
    Registry,

    /// <summary>A node of a Kubernetes cluster: its kubelet and its containerd.</summary>
    Node,
}
