using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AcrHealth.Adapters.Nodes;

/// <summary>Reads YAML as a tree of JSON. Scalars stay texts: the kubelet's configurations contain only texts.</summary>
internal static class YamlText
{
    private const int MaximumDepth = 32;

    // A configuration has some dozens.
    private const int MaximumNodes = 100_000;

    /// <exception cref="FormatException">It is not YAML; the message has the line.</exception>
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"YAML, {exception.Start.Line}:{exception.Start.Column}"), exception);
        }

        int count = 0;
        return stream.Documents.Count == 0 ? null : Node(stream.Documents[0].RootNode, 0, ref count);
    }

    private static JsonNode? Node(YamlNode node, int depth, ref int count)
    {
        // Aliases could expand a small file to a tree of any size, also a flat one.
        if (depth > MaximumDepth || ++count > MaximumNodes)
        {
            throw new FormatException("YAML");
        }

        switch (node)
        {
            case YamlMappingNode mapping:
                var table = new JsonObject();
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    // The text of another key would have all that its aliases stand for.
                    string name = key is YamlScalarNode text ? text.Value ?? string.Empty : throw new FormatException("YAML");
                    table[name] = Node(value, depth + 1, ref count);
                }

                return table;
            case YamlSequenceNode sequence:
                var array = new JsonArray();
                foreach (YamlNode item in sequence.Children)
                {
                    array.Add(Node(item, depth + 1, ref count));
                }

                return array;
            default:
                return node is YamlScalarNode { Value: { } scalar } ? JsonValue.Create(scalar) : null;
        }
    }
}
