namespace AcrHealth.Kubernetes;

/// <summary>kubectl returned no response; the message says why, and is fit to be shown.</summary>
/// <param name="failure">The reason.</param>
/// <param name="message">The reason in words.</param>
internal sealed class KubectlException(KubectlFailure failure, string message) : Exception(message)
{
    public KubectlFailure Failure { get; } = failure;
}
