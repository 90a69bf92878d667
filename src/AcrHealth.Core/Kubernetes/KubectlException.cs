namespace AcrHealth.Kubernetes;

/// <summary>kubectl gave no answer; the message says why, and is fit to be shown.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">The same in words.</param>
internal sealed class KubectlException(KubectlFailure failure, string message) : Exception(message)
{
    public KubectlFailure Failure { get; } = failure;
}
