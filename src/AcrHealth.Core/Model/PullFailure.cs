namespace AcrHealth;

/// <summary>Describes why one container of a pod cannot pull its image.</summary>
public sealed class PullFailure
{
    /// <summary>The namespace of the pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The name of the container; this includes init containers and ephemeral containers.</summary>
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

    /// <summary>The cause and its evidence in one or two sentences, in the session's language.</summary>
    public required string Message { get; init; }

    /// <summary>The part of the message of the kubelet or the container runtime that identifies the cause.</summary>
    public string Evidence { get; init; } = string.Empty;

    /// <summary>The check to run on the node to narrow down the cause; null if the message is sufficient.</summary>
    public string? NextCheck { get; init; }

    /// <summary>The steps that fix the problem, one per element, the most likely first.</summary>
    public IReadOnlyList<string> Remediation { get; init => field = new TextList(value, isNumbered: true); } = new TextList([]);

    /// <summary>The kind of the object that created the pod, such as ReplicaSet or Job; null if there is none.</summary>
    public string? OwnerKind { get; init; }

    /// <summary>The name of the object that created the pod; null if there is none.</summary>
    public string? OwnerName { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Pod} {Container}: {Cause}";
}
