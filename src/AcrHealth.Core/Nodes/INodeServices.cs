using System.Text.Json.Nodes;

namespace AcrHealth.Nodes;

/// <summary>The services of libraries that the checks of a node need: TOML, YAML, and the interface to the container runtime.</summary>
internal interface INodeServices
{
    /// <summary>Reads the first document of a YAML text.</summary>
    /// <exception cref="FormatException">It is not YAML; the message has the line.</exception>
    JsonNode? ReadYaml(string text);

    /// <summary>Reads a TOML text. Tables keep their order.</summary>
    /// <exception cref="FormatException">It is not TOML; the message has the line.</exception>
    JsonObject ReadToml(string text);

    /// <summary>Pulls an image as the kubelet does: through the runtime's image service (runtime.v1).</summary>
    /// <param name="socket">The path of the runtime's socket.</param>
    /// <param name="image">The image.</param>
    /// <param name="credential">The credential that is attached; null for none.</param>
    /// <param name="cancellationToken">Cancels the wait; the runtime then stops the pull.</param>
    Task<RuntimePull> PullAsync(string socket, string image, NodeCredential? credential, CancellationToken cancellationToken);
}
