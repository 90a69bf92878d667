using System.Text.Json.Nodes;

namespace AcrHealth.Nodes;

/// <summary>A program that gives credentials to the kubelet, as CredentialProviderConfig describes it.</summary>
/// <param name="Name">The program's name in the directory of such programs.</param>
/// <param name="MatchImages">The patterns of the images for which it is run.</param>
/// <param name="ApiVersion">The version of the protocol that it speaks.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">The variables that it gets in addition to the kubelet's.</param>
internal sealed record ProviderConfiguration(
    string Name, IReadOnlyList<string> MatchImages, string ApiVersion, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    private const string Group = "credentialprovider.kubelet.k8s.io/";

    private static readonly string[] Versions = ["v1", "v1beta1", "v1alpha1"];

    /// <summary>Whether the program needs a token of the pod's service account, which only the kubelet has.</summary>
    public bool NeedsServiceAccount { get; private init; }

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="FormatException">The kubelet would not start with it; the message says why.</exception>
    public static IReadOnlyList<ProviderConfiguration> Read(JsonNode? document)
    {
        if (document is not JsonObject root || root.Text("kind") != "CredentialProviderConfig")
        {
            throw new FormatException("kind: CredentialProviderConfig");
        }

        return root["providers"] is JsonArray { Count: > 0 } providers ? [.. providers.Select(One)] : throw new FormatException("providers");
    }

    private static ProviderConfiguration One(JsonNode? node)
    {
        string name = node.Text("name") ?? string.Empty;
        string version = node.Text("apiVersion") ?? string.Empty;
        string[] images = [.. node.Texts("matchImages")];

        // The name must be that of a file in one directory; the kubelet rejects others, too.
        if (name is "" or "." or ".." || name.Contains(' ', StringComparison.Ordinal) || name.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            throw new FormatException("name");
        }

        if (!Array.Exists(Versions, known => version == Group + known))
        {
            throw new FormatException("apiVersion");
        }

        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonNode? variable in node.At("env") as JsonArray ?? [])
        {
            if (variable.Text("name") is { Length: > 0 } key)
            {
                environment[key] = variable.Text("value") ?? string.Empty;
            }
        }

        return images.Length == 0
            ? throw new FormatException("matchImages")
            : new(name, images, version, [.. node.Texts("args")], environment) { NeedsServiceAccount = node.At("tokenAttributes") is not null };
    }
}
