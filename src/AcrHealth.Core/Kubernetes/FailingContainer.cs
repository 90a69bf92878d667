namespace AcrHealth.Kubernetes;

/// <summary>A container of a pod that does not start because of its image, as the pod's status and its events describe it.</summary>
internal sealed record FailingContainer
{
    public required string Namespace { get; init; }

    public required string Pod { get; init; }

    /// <summary>The pod's uid, which its events carry.</summary>
    public string? PodUid { get; init; }

    public required string Container { get; init; }

    /// <summary>The list of the pod's specification that has the container: containers, initContainers or ephemeralContainers.</summary>
    public required string Kind { get; init; }

    public required string Image { get; init; }

    /// <summary>The node; null if the pod has none yet.</summary>
    public string? Node { get; init; }

    /// <summary>The kind of the object that made the pod (ReplicaSet, Job); null if nothing did.</summary>
    public string? OwnerKind { get; init; }

    public string? OwnerName { get; init; }

    public required string ServiceAccount { get; init; }

    /// <summary>The pull secrets that the pod names. The service account's are among them: they are copied when the pod is made.</summary>
    public IReadOnlyList<string> PullSecrets { get; init; } = [];

    /// <summary>The reason in the container's status, such as ErrImagePull or ImagePullBackOff.</summary>
    public required string Reason { get; init; }

    /// <summary>The most informative text of the container runtime; not fit to be shown. Empty if there is none.</summary>
    public required string Words { get; init; }

    /// <summary>The field path by which events refer to the container.</summary>
    public string FieldPath => $"spec.{Kind}{{{Container}}}";
}
