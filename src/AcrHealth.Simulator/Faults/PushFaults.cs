using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>The faults that only a push meets.</summary>
internal static class PushFaults
{
    private const string Push = "PUSH_ERROR";

    public static IEnumerable<Fault> All => [.. Faults.Select(fault => fault with { SeenWith = Fault.PushTo })];

    private static IEnumerable<Fault> Faults =>
    [
        new("push-denied", "REPOSITORY_ACCESS_ERROR", "Its tokens do not allow push.") { Behavior = new() { Grant = scope => scope.Without("push") } },
        new("push-refused", "REPOSITORY_ACCESS_ERROR", "Its tokens allow push, but it refuses every upload.")
        {
            Behavior = new()
            {
                Answer = (registry, http, healthy) => HttpMethods.IsPost(http.Request.Method) && RepositoryPath.Parse(http.Request.Path.Value!) is { Kind: RepositoryPath.Uploads }
                    ? RegistryError.WriteAsync(http, StatusCodes.Status403Forbidden, "DENIED", "requested access to the resource is denied")
                    : healthy(http),
            },
        },
        new("push-too-large", Push, "A reverse proxy in front of it refuses large bodies.")
        {
            Behavior = new()
            {
                Answer = OnWrites((_, http, _) => BytesResponse.WriteAsync(http, StatusCodes.Status413PayloadTooLarge, "<html>413 Request Entity Too Large</html>", "text/html")),
            },
        },
        new("pull-back-differs", Push, "What is pulled back is another manifest than the one that was pushed.")
        {
            Behavior = new()
            {
                Answer = (registry, http, healthy) => HttpMethods.IsGet(http.Request.Method) && RepositoryPath.Parse(http.Request.Path.Value!) is { Kind: RepositoryPath.Manifests }
                    ? BytesResponse.WriteAsync(http, StatusCodes.Status200OK, "{\"schemaVersion\":2}", SampleImage.ManifestType)
                    : healthy(http),
            },
        },
        new("quota-full", "QUOTA_ERROR", "Its storage is full.")
        {
            Behavior = new() { Answer = OnWrites(Error(StatusCodes.Status403Forbidden, "DENIED", "The storage quota of the registry has been exceeded.")) },
        },
        new("push-locked", Push, "Writing to its repositories is disabled by a lock.")
        {
            Behavior = new()
            {
                Answer = OnManifestWrites(Error(
                    StatusCodes.Status405MethodNotAllowed, "REGISTRY_DISALLOWED_OPERATION", "The operation is disallowed on this registry, repository or image.")),
            },
        },
        new("upload-broken", Push, "It breaks off every upload.")
        {
            Behavior = new()
            {
                Answer = (registry, http, healthy) => HttpMethods.IsPut(http.Request.Method) && RepositoryPath.Parse(http.Request.Path.Value!) is { Kind: RepositoryPath.Uploads }
                    ? RegistryError.WriteAsync(http, StatusCodes.Status500InternalServerError, "UNKNOWN", "something went wrong")
                    : healthy(http),
            },
        },
        new("upload-elsewhere", Push, "It sends uploads to another host, which would take everything.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                Answer = (registry, http, healthy) =>
                {
                    if (!HttpMethods.IsPost(http.Request.Method) || RepositoryPath.Parse(http.Request.Path.Value!) is not { Kind: RepositoryPath.Uploads })
                    {
                        return healthy(http);
                    }

                    http.Response.StatusCode = StatusCodes.Status202Accepted;
                    http.Response.Headers.Location = $"https://{registry.OtherHost!.Authority}/upload";
                    http.Response.ContentLength = 0;
                    return Task.CompletedTask;
                },
            },
        },
        new("manifest-put-hang", Push, "It stores a pushed manifest, and never answers.")
        {
            Behavior = new()
            {
                Answer = async (registry, http, healthy) =>
                {
                    if (HttpMethods.IsPut(http.Request.Method) && RepositoryPath.Parse(http.Request.Path.Value!) is { Kind: RepositoryPath.Manifests })
                    {
                        http.Response.OnStarting(() => Task.Delay(Timeout.Infinite, http.RequestAborted));
                    }

                    await healthy(http);
                },
            },
        },
        new("delete-denied", null, "Its tokens do not allow delete.") { Behavior = new() { Grant = scope => scope.Without("delete") } },
        new("delete-locked", null, "Deleting from its repositories is disabled.")
        {
            Behavior = new()
            {
                Answer = (registry, http, healthy) => HttpMethods.IsDelete(http.Request.Method)
                    ? RegistryError.MethodNotAllowedAsync(http)
                    : healthy(http),
            },
        },
    ];

    private static FaultResponse OnWrites(FaultResponse answer) => (registry, http, healthy) =>
        HttpMethods.IsPut(http.Request.Method) || HttpMethods.IsPatch(http.Request.Method) ? answer(registry, http, healthy) : healthy(http);

    private static FaultResponse OnManifestWrites(FaultResponse answer) => (registry, http, healthy) =>
        HttpMethods.IsPut(http.Request.Method) && RepositoryPath.Parse(http.Request.Path.Value!) is { Kind: RepositoryPath.Manifests }
            ? answer(registry, http, healthy)
            : healthy(http);
}
