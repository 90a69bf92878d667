using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// <c>/v2/</c>: the reading part of the distribution API (https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
/// </summary>
internal sealed class RegistryApi(string loginServer, string dataEndpoint, RegistryService service)
{
    public const string Path = "/v2";

    private SampleImage Image => service.Image;

    public Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return RegistryError.MethodNotAllowedAsync(http);
        }

        string path = http.Request.Path.Value!;
        if (path is "/v2" or "/v2/")
        {
            return IfAllowedAsync(http, null, () => JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, new JsonObject()));
        }

        if (path == "/v2/_catalog")
        {
            return IfAllowedAsync(http, RegistryScope.Catalog, () => WriteCatalogAsync(http));
        }

        return RepositoryPath.Parse(path) is { } item
            ? AnswerAsync(http, item)
            : RegistryError.NotFoundAsync(http, "NOT_FOUND", "the path is not part of the registry's API");
    }

    private static Task WriteCatalogAsync(HttpContext http)
    {
        var names = new JsonArray([.. Repositories.Names.Select(name => JsonValue.Create(name))]);
        return JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["repositories"] = names });
    }

    private static Task WriteTagsAsync(HttpContext http, string repository)
    {
        if (!Repositories.Exists(repository))
        {
            return RegistryError.NotFoundAsync(
                http, "NAME_UNKNOWN", $"repository \"{repository}\" is not found", new JsonObject { ["name"] = repository });
        }

        var body = new JsonObject { ["name"] = repository, ["tags"] = new JsonArray(Repositories.Tag) };
        return JsonAnswer.WriteAsync(http, StatusCodes.Status200OK, body);
    }

    private static bool AcceptsManifest(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        return accept.Length == 0
            || accept.Contains("*/*", StringComparison.Ordinal)
            || accept.Contains(SampleImage.ManifestType, StringComparison.OrdinalIgnoreCase);
    }

    private Task AnswerAsync(HttpContext http, RepositoryPath item)
    {
        switch (item)
        {
            case { Kind: RepositoryPath.Tags, Reference: "list" }:
                RegistryScope read = new("repository", item.Repository, ["metadata_read", "pull"]);
                return IfAllowedAsync(http, read, () => WriteTagsAsync(http, item.Repository));
            case { Kind: RepositoryPath.Manifests }:
                return IfAllowedAsync(http, Pull(item), () => WriteManifestAsync(http, item));
            case { Kind: RepositoryPath.Blobs }:
                return IfAllowedAsync(http, Pull(item), () => RedirectToBlobAsync(http, item));
            default:
                return RegistryError.NotFoundAsync(http, "NOT_FOUND", "the path is not part of the registry's API");
        }
    }

    private static RegistryScope Pull(RepositoryPath item) => RegistryScope.Repository(item.Repository, "pull");

    private Task IfAllowedAsync(HttpContext http, RegistryScope? scope, Func<Task> answer)
    {
        var caller = Caller.Of(http.Request, loginServer, service);
        return caller.May(scope) ? answer() : BearerChallenge.AnswerAsync(http, loginServer, scope, caller.Refusal);
    }

    private Task WriteManifestAsync(HttpContext http, RepositoryPath item)
    {
        if (!Repositories.Exists(item.Repository) || (item.Reference != Repositories.Tag && item.Reference != Image.ManifestDigest))
        {
            return RegistryError.NotFoundAsync(http, "MANIFEST_UNKNOWN", $"manifest tagged by \"{item.Reference}\" is not found");
        }

        if (!AcceptsManifest(http.Request))
        {
            return RegistryError.NotFoundAsync(
                http, "MANIFEST_UNKNOWN", "OCI manifest found, but Accept header does not support OCI manifests");
        }

        http.Response.Headers["Docker-Content-Digest"] = Image.ManifestDigest;
        http.Response.Headers.ETag = $"\"{Image.ManifestDigest}\"";
        return BytesAnswer.WriteAsync(http, StatusCodes.Status200OK, Image.Manifest, SampleImage.ManifestType);
    }

    private Task RedirectToBlobAsync(HttpContext http, RepositoryPath item)
    {
        if (!Repositories.Exists(item.Repository) || !Image.Blobs.ContainsKey(item.Reference))
        {
            return RegistryError.NotFoundAsync(http, "BLOB_UNKNOWN", "blob unknown to registry", item.Reference);
        }

        http.Response.Headers["Docker-Content-Digest"] = item.Reference;
        http.Response.Headers.Location = service.BlobLinks.Create(dataEndpoint, item.Reference);
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
