namespace AcrHealth.Simulator;

/// <summary>The files of a Kubernetes node whose kubelet pulls from the healthy registry.</summary>
public sealed class SimulatedNode
{
    internal SimulatedNode(NodeFault fault, string root)
    {
        Fault = fault;
        Root = root;
    }

    /// <summary>Its fault; <see cref="NodeFault.Healthy"/> if it has none.</summary>
    public NodeFault Fault { get; }

    /// <summary>The directory under which its files are: a value for <c>-NodeRoot</c>.</summary>
    public string Root { get; }

    /// <summary>The file with the pull secret of its pods, as <c>kubectl get secret --output json</c> prints it: a value for <c>-PullSecret</c>.</summary>
    public string PullSecret => Path.Combine(Root, "pull-secret.json");
}
