using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Faults;

/// <summary>The faults of a requested image: deleted, hidden, incomplete, or of a kind that clients no longer accept.</summary>
internal static class ImageFaults
{
    private const string RepositoryAccess = "REPOSITORY_ACCESS_ERROR";
    private const string Manifest = "MANIFEST_ERROR";
    private const string Index = "application/vnd.oci.image.index.v1+json";
    private const string Schema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    private const string DeletedOn = "2026-09-10T06:44:00.3314344Z";

    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    public static IEnumerable<Fault> All => [.. Faults.Select(fault => fault with { SeenWith = Fault.Repository })];

    private static IEnumerable<Fault> Faults =>
    [
        new("repository-delete-only", RepositoryAccess, "Its tokens allow deleting from repositories, and nothing else.")
        {
            Behavior = new() { Grant = scope => scope.Type == "repository" ? scope with { Actions = ["delete"] } : scope },
        },
        new("image-unknown-to-a-puller", Manifest, "It does not have the image, and does not allow listing.")
        {
            Behavior = new()
            {
                Answer = When(
                    ("/manifests/", http => RegistryError.ManifestUnknownAsync(http, Repositories.Tag)),
                    ("/tags/list", http => RegistryError.UnauthorizedAsync(http)),
                    ("/acr/v1/", http => RegistryError.UnauthorizedAsync(http))),
            },
        },
        new("image-deleted", Manifest, "Its image was deleted, and can be restored for some days.")
        {
            Behavior = new()
            {
                Answer = When(
                    ("/manifests/", http => RegistryError.ManifestUnknownAsync(http, Repositories.Tag)),
                    ("/tags/list", http => JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["tags"] = new JsonArray("1.0") })),
                    ("/_tags/", TagUnknownAsync),
                    ("/_deleted/", WriteDeletedAsync)),
            },
        },
        new("repository-deleted", "REPOSITORY_NOT_FOUND_ERROR", "Its repository was deleted with all images, and can be restored for some days.")
        {
            Behavior = new()
            {
                Answer = When(
                    ("/manifests/", http => RegistryError.ManifestUnknownAsync(http, Repositories.Tag)),
                    ("/tags/list", http => RegistryError.NotFoundAsync(http, "NAME_UNKNOWN", "repository \"hello\" is not found")),
                    ("/_deleted/", WriteDeletedAsync)),
            },
        },
        new("image-hidden-by-quarantine", Manifest, "Its image waits for a scan, and is hidden by its tag until then.")
        {
            Behavior = new()
            {
                Answer = When(
                    ("/manifests/", http => RegistryError.ManifestUnknownAsync(http, Repositories.Tag)),
                    ("/tags/list", http => JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["tags"] = new JsonArray("1.0") })),
                    ("/_tags/", WriteTagAsync),
                    ("/_manifests/", WriteQuarantinedAsync)),
            },
        },
        new("image-quarantined", RepositoryAccess, "Its image waits for a scan, and is refused until then.")
        {
            Behavior = new()
            {
                Answer = When(("/manifests/", http => RegistryError.WriteAsync(http, StatusCodes.Status405MethodNotAllowed, "IMAGE_QUARANTINED", "The image is quarantined."))),
            },
        },
        new("image-disallowed-by-quarantine", RepositoryAccess, "Its image waits for a scan, and is refused until then without saying so.")
        {
            Behavior = new()
            {
                Answer = When(
                    ("/manifests/", http => RegistryError.WriteAsync(
                        http, StatusCodes.Status405MethodNotAllowed, "REGISTRY_DISALLOWED_OPERATION", "The operation is disallowed on this registry, repository or image.")),
                    ("/_tags/", WriteTagAsync),
                    ("/_manifests/", WriteQuarantinedAsync)),
            },
        },
        new("index-member-missing", Manifest, "Its index is there, and the images in it are gone.")
        {
            Behavior = new()
            {
                Answer = (_, http, healthy) =>
                {
                    string path = http.Request.Path.Value!;
                    if (path.Contains("/manifests/sha256:", StringComparison.Ordinal))
                    {
                        return RegistryError.ManifestUnknownAsync(http, path.Split('/')[^1]);
                    }

                    http.Request.Path = path.Replace("/manifests/latest", "/manifests/multi", StringComparison.Ordinal);
                    return healthy(http);
                },
            },
        },
        new("index-empty", Manifest, "Its index has no image in it.")
        {
            Behavior = new()
            {
                Answer = When(("/manifests/", http => BytesResponse.WriteAsync(
                    http, StatusCodes.Status200OK, $$"""{"schemaVersion":2,"mediaType":"{{Index}}","manifests":[]}""", Index))),
            },
        },
        new("schema-1", Manifest, "Its manifest is a signed one of Docker's schema 1, whose digest leaves the signature out.")
        {
            Behavior = new()
            {
                Answer = When(("/manifests/", http =>
                {
                    http.Response.Headers["Docker-Content-Digest"] = Digest;
                    return BytesResponse.WriteAsync(http, StatusCodes.Status200OK, """{"schemaVersion":1,"name":"hello","tag":"latest","fsLayers":[],"signatures":[{"signature":"x"}]}""", Schema1);
                })),
            },
        },
        new("manifest-refused", Manifest, "It refuses the manifest without a documented reason.")
        {
            Behavior = new()
            {
                Answer = (_, http, healthy) => HttpMethods.IsGet(http.Request.Method) && http.Request.Path.Value!.Contains("/manifests/", StringComparison.Ordinal)
                    ? RegistryError.WriteAsync(http, StatusCodes.Status400BadRequest, "MANIFEST_INVALID", "manifest invalid")
                    : healthy(http),
            },
        },
    ];

    /// <summary>Answers paths that contain a text, of requests with credentials, in another way; the last path that fits counts.</summary>
    private static FaultResponse When(params (string Part, RequestDelegate Answer)[] answers) => (_, http, healthy) =>
    {
        string path = http.Request.Path.Value!;
        RequestDelegate? answer = http.Request.Headers.Authorization.Count == 0
            ? null
            : Array.FindLast(answers, pair => path.Contains(pair.Part, StringComparison.Ordinal)).Answer;
        return answer is null ? healthy(http) : answer(http);
    };

    private static Task TagUnknownAsync(HttpContext http) => RegistryError.NotFoundAsync(http, "TAG_UNKNOWN", "the specified tag does not exist");

    private static Task WriteTagAsync(HttpContext http) => JsonResponse.WriteAsync(
        http, StatusCodes.Status200OK, MetadataApi.TagAttributes(http.Request.Host.Value!, SimulatedRegistry.Repository, Repositories.Tag, Digest));

    private static Task WriteQuarantinedAsync(HttpContext http) => JsonResponse.WriteAsync(
        http, StatusCodes.Status200OK, MetadataApi.ManifestAttributes(http.Request.Host.Value!, SimulatedRegistry.Repository, Digest, "Quarantined"));

    private static Task WriteDeletedAsync(HttpContext http)
    {
        JsonArray deleted = new(
            new JsonObject { ["tag"] = Repositories.Tag, ["digest"] = $"sha256:{new string('b', 64)}", ["deletedAt"] = "2026-09-01T00:00:00Z" },
            new JsonObject { ["tag"] = Repositories.Tag, ["digest"] = Digest, ["deletedAt"] = DeletedOn });
        return JsonResponse.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["tags"] = deleted });
    }
}
