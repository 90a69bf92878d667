using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcrHealth.Packaging.Components;

/// <summary>
/// The software bill of materials, as CycloneDX 1.6 in JSON. It has no serial number and no time, so that the same parts give the same bytes.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The file is read by programs and people, and never stands within a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(string name, string version, IReadOnlyList<Component> components, IReadOnlyCollection<string> asked)
    {
        string root = $"pkg:nuget/{name}@{version}";
        var bill = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject
                {
                    ["type"] = "application",
                    ["bom-ref"] = root,
                    ["name"] = name,
                    ["version"] = version,
                    ["licenses"] = Licenses("MIT"),
                    ["purl"] = root,
                },
            },
            ["components"] = Array(components.Select(Describe)),
            ["dependencies"] = Array(
                components.Select(component => Dependency(component.PackageUrl, components, component.Needs))
                    .Prepend(Dependency(root, components, asked))),
        };
        return bill.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Describe(Component component)
    {
        var description = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = component.PackageUrl,
            ["authors"] = Array(component.Authors.Split(',', StringSplitOptions.TrimEntries).Select(author => new JsonObject { ["name"] = author })),
            ["name"] = component.Id,
            ["version"] = component.Version,
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = component.Hash }),
            ["licenses"] = Licenses(component.License.Name),
        };
        if (component.Copyright is string copyright)
        {
            description["copyright"] = copyright;
        }

        description["purl"] = component.PackageUrl;
        if (component.ProjectUrl is string address)
        {
            description["externalReferences"] = new JsonArray(new JsonObject { ["type"] = "website", ["url"] = address });
        }

        return description;
    }

    private static JsonObject Dependency(string reference, IReadOnlyList<Component> components, IEnumerable<string> needs) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = Array(
            components.Where(component => needs.Contains(component.Id, StringComparer.OrdinalIgnoreCase))
                .Select(component => JsonValue.Create(component.PackageUrl))),
    };

    private static JsonArray Licenses(string name) => new(new JsonObject { ["license"] = new JsonObject { ["id"] = name } });

    private static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);
}
