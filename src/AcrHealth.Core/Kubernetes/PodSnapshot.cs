using System.Text.Json;

namespace AcrHealth.Kubernetes;

/// <summary>The pods of a run at one time.</summary>
/// <param name="Pods">The pods by name.</param>
/// <param name="Events">The warnings about them, if one is pending.</param>
internal sealed record PodSnapshot(IReadOnlyDictionary<string, JsonElement> Pods, PodEvents Events);
