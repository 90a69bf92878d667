namespace AcrHealth;

/// <summary>Says why one container of a pod does not get its image.</summary>
public sealed class PullFailure
{
    /// <summary>The namespace of the pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The name of the container; init containers and ephemeral containers are among them.</summary>
    public required string Container { get; init; }

    /// <summary>The image as the pod names it.</summary>
    public required string Image { get; init; }

    /// <summary>The registry's login server, as Test-AcrHealth takes it; null if the image name is invalid.</summary>
    public string? Registry { get; init; }

    /// <summary>The repository with its tag or digest, as -Repository of Test-AcrHealth takes it; null if the image name is invalid.</summary>
    public string? Repository { get; init; }

    /// <summary>The node that pulls; null if the pod has none.</summary>
    public string? Node { get; init; }

    /// <summary>The name of the cause, for scripts. Never translated.</summary>
    public required string Cause { get; init; }

    /// <summary>The documented error code, as Get-AcrHealthError explains it; null if the cause has none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>This case in one or two sentences, in the session's language.</summary>
    public required string Message { get; init; }

    /// <summary>The words of the kubelet and the container runtime that give the cause away.</summary>
    public string Evidence { get; init; } = string.Empty;

    /// <summary>The check that, run on the node, tells apart what the words do not; null if they say all.</summary>
    public string? NextCheck { get; init; }

    /// <summary>What to do about it, a step an element, the most likely first.</summary>
    public IReadOnlyList<string> Remediation { get; init => field = new TextList(value, isNumbered: true); } = new TextList([]);

    /// <summary>The kind of the object that made the pod, such as ReplicaSet or Job; null if nothing did.</summary>
    public string? OwnerKind { get; init; }

    /// <summary>The name of the object that made the pod; null if nothing did.</summary>
    public string? OwnerName { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Pod} {Container}: {Cause}";
}
