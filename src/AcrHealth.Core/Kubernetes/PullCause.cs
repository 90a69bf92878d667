using AcrHealth.Findings;
using AcrHealth.Nodes;

namespace AcrHealth.Kubernetes;

/// <summary>A cause with the values of its texts.</summary>
/// <param name="Finding">The cause.</param>
/// <param name="Values">The values that only this cause has.</param>
internal sealed record PullCause(Finding Finding, params IReadOnlyList<(string Name, object? Value)> Values)
{
    /// <summary>Whether a pull secret is the cause, so that no check on the node is needed.</summary>
    public bool IsOfSecret => Values.Any(value => value.Name == "secret");

    /// <summary>The cause that the runtime's message indicates.</summary>
    public static PullCause Of(RuntimeError error, FailingContainer container) => new(
        error.IsMirror ? PodFindings.PodMirrorFailed
        : container.Reason == "InvalidImageName" ? PodFindings.PodImageNameInvalid
        : container.Reason == "ErrImageNeverPull" ? PodFindings.PodPullPolicyNever
        : RuntimeCauses.FindingOf(error));
}
