using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// <c>/acr/v1/</c>: the part of Azure's own API that describes tags and manifests, and of what was deleted and can be restored
/// (https://learn.microsoft.com/rest/api/containerregistry/).
/// </summary>
internal sealed class MetadataApi(string loginServer, RegistryService service)
{
    public const string Path = "/acr/v1";

    private const string Deleted = "_deleted";
    private const string Tags = "_tags";
    private const string Manifests = "_manifests";

    /// <summary>The attributes of a tag, as a fault may answer with them too.</summary>
    public static JsonObject TagAttributes(string server, string repository, string tag, string digest) => new()
    {
        ["registry"] = server,
        ["imageName"] = repository,
        ["tag"] = new JsonObject
        {
            ["name"] = tag,
            ["digest"] = digest,
            ["createdTime"] = "2026-09-10T06:44:00.3314344Z",
            ["lastUpdateTime"] = "2026-09-10T06:44:00.3314344Z",
            ["signed"] = false,
            ["changeableAttributes"] = Attributes(null),
        },
    };

    /// <summary>The attributes of a manifest, with the state of its scan if there is one.</summary>
    public static JsonObject ManifestAttributes(string server, string repository, string digest, string? quarantineState) => new()
    {
        ["registry"] = server,
        ["imageName"] = repository,
        ["manifest"] = new JsonObject { ["digest"] = digest, ["mediaType"] = SampleImage.ManifestType, ["changeableAttributes"] = Attributes(quarantineState) },
    };

    public Task AnswerAsync(HttpContext http)
    {
        string[] path = http.Request.Path.Value![Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            [Deleted, .. var repository, Tags or Manifests] => IfAllowedAsync(http, string.Join('/', repository), "deleted_read", name => WriteDeletedAsync(http, name, path[^1])),
            [.. var repository, Tags, var tag] => IfAllowedAsync(http, string.Join('/', repository), "metadata_read", name => WriteTagAsync(http, name, tag)),
            [.. var repository, Manifests, var digest] => IfAllowedAsync(http, string.Join('/', repository), "metadata_read", name => WriteManifestAsync(http, name, digest)),
            _ => RegistryError.NotFoundAsync(http, "NOT_FOUND", "the path is not part of the registry's API"),
        };
    }

    private static JsonObject Attributes(string? quarantineState)
    {
        var attributes = new JsonObject { ["deleteEnabled"] = true, ["writeEnabled"] = true, ["readEnabled"] = true, ["listEnabled"] = true };
        if (quarantineState is not null)
        {
            attributes["quarantineState"] = quarantineState;
        }

        return attributes;
    }

    private static Task WriteDeletedAsync(HttpContext http, string repository, string kind) => JsonResponse.WriteAsync(
        http, StatusCodes.Status200OK, new JsonObject { ["imageName"] = repository, [kind[1..]] = new JsonArray() });

    private Task WriteTagAsync(HttpContext http, string repository, string tag) =>
        Repositories.Exists(repository) && service.Image.Tags.Contains(tag) && service.Image.Find(tag) is { } manifest
            ? JsonResponse.WriteAsync(http, StatusCodes.Status200OK, TagAttributes(loginServer, repository, tag, manifest.Digest))
            : RegistryError.NotFoundAsync(http, "TAG_UNKNOWN", "the specified tag does not exist");

    private Task WriteManifestAsync(HttpContext http, string repository, string digest) =>
        Repositories.Exists(repository) && service.Image.Find(digest) is { } manifest
            ? JsonResponse.WriteAsync(http, StatusCodes.Status200OK, ManifestAttributes(loginServer, repository, manifest.Digest, null))
            : RegistryError.ManifestUnknownAsync(http, digest);

    private Task IfAllowedAsync(HttpContext http, string repository, string action, Func<string, Task> answer)
    {
        var scope = RegistryScope.Repository(repository, action);
        var caller = Caller.Of(http.Request, loginServer, service);
        return caller.May(scope) ? answer(repository) : BearerChallenge.AnswerAsync(http, loginServer, scope, caller.Refusal);
    }
}
