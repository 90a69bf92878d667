namespace AcrHealth.Nodes;

/// <summary>How a pull through the container runtime ended.</summary>
/// <param name="Image">The reference of the pulled image; null if the pull failed.</param>
/// <param name="Error">What the runtime said; null if the pull succeeded.</param>
/// <param name="IsUnavailable">Whether the runtime itself did not answer.</param>
internal sealed record RuntimePull(string? Image, string? Error, bool IsUnavailable);
