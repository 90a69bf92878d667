using System.Text.Json.Nodes;
using AcrHealth.Adapters.Nodes;
using AcrHealth.Nodes;

namespace AcrHealth.Adapters;

/// <summary>Provides TOML by Tomlyn, YAML by YamlDotNet, and the runtime's image service by gRPC.</summary>
internal sealed class NodeServices : INodeServices
{
    public JsonNode? ReadYaml(string text) => YamlText.Read(text);

    public JsonObject ReadToml(string text) => TomlText.Read(text);

    public Task<RuntimePull> PullAsync(string socket, string image, NodeCredential? credential, CancellationToken cancellationToken) =>
        RuntimeClient.PullAsync(socket, image, credential, cancellationToken);
}
