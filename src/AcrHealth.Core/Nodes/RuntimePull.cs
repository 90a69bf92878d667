namespace AcrHealth.Nodes;

/// <summary>The outcome of a pull through the container runtime.</summary>
/// <param name="Image">The reference of the pulled image; null if the pull failed.</param>
/// <param name="Error">The runtime's error message; null if the pull succeeded.</param>
/// <param name="IsUnavailable">Whether the runtime itself did not respond.</param>
internal sealed record RuntimePull(string? Image, string? Error, bool IsUnavailable);
