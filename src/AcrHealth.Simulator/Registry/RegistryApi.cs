using System.Net;
using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>
/// <c>/v2/</c>: the distribution API (https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
/// </summary>
internal sealed class RegistryApi(string loginServer, string dataEndpoint, RegistryService service)
{
    public const string Path = "/v2";

    private readonly PushedContent _pushed = new();

    private SampleImage Image => service.Image;

    public Task AnswerAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!;
        bool reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (reads && path is "/v2" or "/v2/")
        {
            return IfAllowedAsync(http, null, () => JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject()));
        }

        if (reads && path == "/v2/_catalog")
        {
            return IfAllowedAsync(http, RegistryScope.Catalog, () => WriteCatalogAsync(http));
        }

        if (RepositoryPath.Parse(path) is { } item)
        {
            return reads ? ReadAsync(http, item) : WriteAsync(http, item);
        }

        return reads
            ? RegistryError.NotFoundAsync(http, "NOT_FOUND", "the path is not part of the registry's API")
            : RegistryError.MethodNotAllowedAsync(http);
    }

    private Task WriteCatalogAsync(HttpContext http)
    {
        var names = new JsonArray([.. Repositories.Names.Union(_pushed.Repositories).Select(name => JsonValue.Create(name))]);
        return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["repositories"] = names });
    }

    private Task WriteTagsAsync(HttpContext http, string repository)
    {
        string[] tags = [.. Repositories.Exists(repository) ? Image.Tags : [], .. _pushed.TagsOf(repository)];
        if (tags.Length == 0)
        {
            return RegistryError.NotFoundAsync(
                http, "NAME_UNKNOWN", $"repository \"{repository}\" is not found");
        }

        var body = new JsonObject { ["name"] = repository, ["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]) };
        return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, body);
    }

    private static bool Accepts(HttpRequest request, string mediaType)
    {
        string accept = request.Headers.Accept.ToString();
        return accept.Length == 0
            || accept.Contains("*/*", StringComparison.Ordinal)
            || accept.Contains(mediaType, StringComparison.OrdinalIgnoreCase);
    }

    private Task ReadAsync(HttpContext http, RepositoryPath item)
    {
        switch (item)
        {
            case { Kind: RepositoryPath.Tags, Reference: "list" }:
                return IfAllowedAsync(http, RegistryScope.Repository(item.Repository, "metadata_read"), () => WriteTagsAsync(http, item.Repository));
            case { Kind: RepositoryPath.Manifests }:
                return IfAllowedAsync(http, Scope(item, "pull"), () => WriteManifestAsync(http, item));
            case { Kind: RepositoryPath.Blobs }:
                return IfAllowedAsync(http, Scope(item, "pull"), () => RedirectToBlobAsync(http, item));
            default:
                return RegistryError.NotFoundAsync(http, "NOT_FOUND", "the path is not part of the registry's API");
        }
    }

    private Task WriteAsync(HttpContext http, RepositoryPath item)
    {
        var endpoint = new UploadEndpoint(service, _pushed);
        string method = http.Request.Method;
        return (item.Kind, method) switch
        {
            (RepositoryPath.Uploads, "POST") when item.Reference.Length == 0 => IfAllowedAsync(http, Scope(item, "push"), () => endpoint.BeginAsync(http, item.Repository)),
            (RepositoryPath.Uploads, "PATCH" or "PUT" or "DELETE") =>
                IfAllowedAsync(http, Scope(item, "push"), () => endpoint.ContinueAsync(http, item.Repository, item.Reference)),
            (RepositoryPath.Manifests, "PUT") => IfAllowedAsync(http, Scope(item, "push"), () => endpoint.WriteManifestAsync(http, item)),
            (RepositoryPath.Manifests, "DELETE") => IfAllowedAsync(http, Scope(item, "delete"), () => endpoint.DeleteManifestAsync(http, item)),
            (RepositoryPath.Blobs, "DELETE") => IfAllowedAsync(http, Scope(item, "delete"), () => endpoint.DeleteBlobAsync(http, item)),
            _ => RegistryError.MethodNotAllowedAsync(http),
        };
    }

    private static RegistryScope Scope(RepositoryPath item, string action) => RegistryScope.Repository(item.Repository, action);

    private Task IfAllowedAsync(HttpContext http, RegistryScope? scope, Func<Task> answer)
    {
        var caller = Caller.Of(http.Request, loginServer, service);
        return caller.May(scope) ? answer() : BearerChallenge.AnswerAsync(http, loginServer, scope, caller.Refusal);
    }

    private Task WriteManifestAsync(HttpContext http, RepositoryPath item)
    {
        StoredManifest? manifest = (Repositories.Exists(item.Repository) ? Image.Find(item.Reference) : null) ?? _pushed.FindManifest(item.Repository, item.Reference);
        if (manifest is null)
        {
            return RegistryError.ManifestUnknownAsync(http, item.Reference);
        }

        if (!Accepts(http.Request, manifest.MediaType))
        {
            return RegistryError.NotFoundAsync(
                http, "MANIFEST_UNKNOWN", "OCI manifest found, but Accept header does not support OCI manifests");
        }

        http.Response.Headers["Docker-Content-Digest"] = manifest.Digest;
        http.Response.Headers.ETag = $"\"{manifest.Digest}\"";
        return BytesResponse.WriteAsync(http, StatusCodes.Status200OK, manifest.Content, manifest.MediaType);
    }

    private Task RedirectToBlobAsync(HttpContext http, RepositoryPath item)
    {
        bool isThere = (Repositories.Exists(item.Repository) && Image.Blobs.ContainsKey(item.Reference)) || _pushed.HasBlob(item.Repository, item.Reference);
        if (!isThere)
        {
            return RegistryError.NotFoundAsync(http, "BLOB_UNKNOWN", "blob unknown to registry");
        }

        http.Response.Headers["Docker-Content-Digest"] = item.Reference;
        string link = service.BlobLinks.Create(dataEndpoint, item.Reference);
        http.Response.Headers.Location = link;
        string body = $"<a href=\"{WebUtility.HtmlEncode(link)}\">Temporary Redirect</a>.\n\n";
        return BytesResponse.WriteAsync(http, StatusCodes.Status307TemporaryRedirect, body, "text/html; charset=utf-8");
    }
}
