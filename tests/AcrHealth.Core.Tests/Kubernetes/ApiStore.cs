using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>The objects of a cluster.</summary>
internal sealed class ApiStore
{
    private readonly List<(string Resource, string? Namespace, JsonObject Object)> _objects = [];

    public void Add(string resource, string? space, JsonObject item)
    {
        lock (_objects)
        {
            item["metadata"]!["uid"] ??= Guid.NewGuid().ToString();
            if (space is not null)
            {
                item["metadata"]!["namespace"] = space;
            }

            _objects.Add((resource, space, item));
        }
    }

    /// <summary>Adds an object that is written as JSON.</summary>
    public void Add(string resource, string? space, string json) => Add(resource, space, (JsonObject)JsonNode.Parse(json)!);

    public JsonObject? Find(string resource, string? space, string name)
    {
        lock (_objects)
        {
            return _objects.FirstOrDefault(item => item.Resource == resource && item.Namespace == space && Name(item.Object) == name).Object;
        }
    }

    public bool Remove(string resource, string? space, string name)
    {
        lock (_objects)
        {
            return _objects.RemoveAll(item => item.Resource == resource && item.Namespace == space && Name(item.Object) == name) > 0;
        }
    }

    /// <summary>The names of the objects of a resource.</summary>
    public IReadOnlyList<string> Names(string resource)
    {
        lock (_objects)
        {
            return [.. _objects.Where(item => item.Resource == resource).Select(item => Name(item.Object))];
        }
    }

    /// <summary>A list with selectors and pages.</summary>
    public string List(ApiPath path, NameValueCollection query)
    {
        lock (_objects)
        {
            JsonObject[] all =
            [
                .. _objects.Where(item => item.Resource == path.Resource && (path.Namespace is null || item.Namespace == path.Namespace)).Select(item => item.Object)
                    .Where(item => Matches(query["labelSelector"], name => item["metadata"]!["labels"]?[name]?.ToString()))
                    .Where(item => Matches(query["fieldSelector"], name => Field(item, name))),
            ];
            int skip = int.Parse(query["continue"] ?? "0", CultureInfo.InvariantCulture);
            int limit = int.Parse(query["limit"] ?? "0", CultureInfo.InvariantCulture);
            JsonObject[] page = [.. limit > 0 ? all.Skip(skip).Take(limit) : all.Skip(skip)];
            string next = limit > 0 && skip + limit < all.Length ? (skip + limit).ToString(CultureInfo.InvariantCulture) : string.Empty;
            return $$"""{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"{{next}}"},"items":[{{string.Join(',', page.Select(item => item.ToJsonString()))}}]}""";
        }
    }

    private static string Name(JsonObject item) => item["metadata"]!["name"]!.ToString();

    private static string? Field(JsonObject item, string path)
    {
        JsonNode? node = item;
        foreach (string name in path.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node?.ToString();
    }

    private static bool Matches(string? selector, Func<string, string?> value) => string.IsNullOrEmpty(selector) || selector.Split(',').All(part =>
        part.Split("!=") is [var not, var unwanted] ? value(not) != unwanted : part.Split('=', StringSplitOptions.RemoveEmptyEntries) is [var name, var wanted] && value(name) == wanted);
}
