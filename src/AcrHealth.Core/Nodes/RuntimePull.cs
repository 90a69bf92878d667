namespace AcrHealth.Nodes;

/// <summary>The outcome of a pull through the container runtime.</summary>
/// <param name="Error">The runtime's error message; null if the pull succeeded.</param>
/// <param name="IsUnavailable">Whether the runtime itself did not respond.</param>
internal sealed record RuntimePull(string? Error, bool IsUnavailable);
