using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using Microsoft.AspNetCore.Http;
using static AcrHealth.Simulator.Faults.FaultResponses;

namespace AcrHealth.Simulator.Faults;

/// <summary>The faults after the sign-in that only a pull meets.</summary>
internal static class PullFaults
{
    private const string RepositoryAccess = "REPOSITORY_ACCESS_ERROR";
    private const string Manifest = "MANIFEST_ERROR";
    private const string Platform = "PLATFORM_ERROR";
    private const string DataEndpoint = "DATA_ENDPOINT_ERROR";
    private const string Html = "<!DOCTYPE html><html><body>Please sign in to the network.</body></html>";

    // Without an image of the caller's, any is followed to the host of its layers; what is wrong with single images is not looked for.
    public static IEnumerable<Fault> All => [.. Faults.Select(fault => fault with { SeenWith = fault.Code == DataEndpoint && fault.SeenWith is null ? null : Fault.Repository })];

    private static IEnumerable<Fault> Faults =>
    [
        new("repository-denied", RepositoryAccess, "It gives a token for the repository, and refuses the pull.")
        {
            Behavior = new() { Answer = OnRepository(Error(StatusCodes.Status403Forbidden, "DENIED", "requested access to the resource is denied")) },
        },
        new("repository-abac", RepositoryAccess, "Its tokens give access to no repository, as in a registry with repository permissions (ABAC).")
        {
            Behavior = new() { Grant = scope => scope.Type == "repository" ? null : scope },
        },
        new("repository-locked", RepositoryAccess, "Reading from its repositories is disabled by a lock.")
        {
            Behavior = new()
            {
                Answer = OnManifests(Error(
                    StatusCodes.Status405MethodNotAllowed, "REGISTRY_DISALLOWED_OPERATION", "The operation is disallowed on this registry, repository or image.")),
            },
        },
        new("manifest-unknown", Manifest, "It lists the tag, and its manifest is gone.")
        {
            Behavior = new() { Answer = OnManifests((_, http, _) => RegistryError.NotFoundAsync(http, "MANIFEST_UNKNOWN", "manifest is not found")) },
        },
        new("manifest-html", Manifest, "It answers with a web page where a manifest should be.") { Behavior = new() { Answer = OnManifests(Body(Html, "text/html")) } },
        new("manifest-corrupt", Manifest, "Its manifest is not the one that the digest names.")
        {
            Behavior = new()
            {
                Answer = OnManifests((_, http, _) =>
                {
                    http.Response.Headers["Docker-Content-Digest"] = $"sha256:{new string('0', 64)}";
                    return BytesResponse.WriteAsync(http, StatusCodes.Status200OK, "{\"schemaVersion\":2}", SampleImage.ManifestType);
                }),
            },
        },
        new("manifest-500", Manifest, "It answers 500 where a manifest should be.")
        {
            Behavior = new()
            {
                Answer = OnManifests((registry, http, healthy) => HttpMethods.IsHead(http.Request.Method)
                    ? healthy(http)
                    : RegistryError.WriteAsync(http, StatusCodes.Status500InternalServerError, "UNKNOWN", "something went wrong")),
            },
        },
        new("manifest-hang", Manifest, "It never answers where a manifest should be.")
        {
            Behavior = new()
            {
                Answer = OnManifests((registry, http, healthy) => HttpMethods.IsHead(http.Request.Method) ? healthy(http) : Never(registry, http, healthy)),
            },
        },
        new("wrong-platform", Platform, "Its image is for platforms that few machines have.")
        {
            Behavior = new()
            {
                Answer = (_, http, healthy) =>
                {
                    string path = http.Request.Path.Value!;
                    const string Latest = "/manifests/latest";
                    http.Request.Path = path.EndsWith(Latest, StringComparison.Ordinal) ? path[..^Latest.Length] + "/manifests/other" : path;
                    return healthy(http);
                },
            },
        },
        new("blob-missing", Manifest, "Its manifest refers to blobs that do not exist.")
        {
            Behavior = new() { Answer = OnBlobs((_, http, _) => RegistryError.NotFoundAsync(http, "BLOB_UNKNOWN", "blob unknown to registry")) },
        },
        new("data-endpoint-blocked", DataEndpoint, "The host that it redirects to for layers refuses connections.")
        {
            Behavior = new() { BlobHost = (service, _) => service.BlockedDataEndpoint },
        },
        new("data-endpoint-dns", DataEndpoint, "The name of the host that it redirects to for layers does not resolve.")
        {
            Behavior = new() { BlobHost = (_, _) => "blobs.acrhealth.invalid" },
        },
        new("data-endpoint-tls", DataEndpoint, "The host that it redirects to for layers has a self-signed certificate.")
        {
            Behavior = new() { OtherHostScheme = Uri.UriSchemeHttps, OtherHostCertificate = shop => shop.SelfSign(), BlobHost = (_, other) => other!.Authority },
        },
        new("data-endpoint-hang", DataEndpoint, "The host that it redirects to for layers never answers.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http => Task.Delay(Timeout.Infinite, http.RequestAborted),
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-denied", DataEndpoint, "The host that it redirects to for layers answers 403.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http =>
                {
                    http.Response.Headers["x-ms-error-code"] = "AuthorizationFailure";
                    return BytesResponse.WriteAsync(http, StatusCodes.Status403Forbidden, "<?xml version=\"1.0\"?><Error><Code>AuthorizationFailure</Code></Error>", "application/xml");
                },
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-expired", DataEndpoint, "The host that it redirects to for layers rejects the link's signature.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http => BytesResponse.WriteAsync(http, StatusCodes.Status403Forbidden, "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code></Error>", "application/xml"),
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-gone", DataEndpoint, "The host that it redirects to for layers does not have them.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http => BytesResponse.WriteAsync(http, StatusCodes.Status404NotFound, "<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code></Error>", "application/xml"),
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-503", DataEndpoint, "The host that it redirects to for layers answers 503.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http => BytesResponse.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "busy", "text/plain"),
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-teapot", DataEndpoint, "The host that it redirects to for layers answers 418.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http => BytesResponse.WriteAsync(http, StatusCodes.Status418ImATeapot, "short", "text/plain"),
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-stall", DataEndpoint, "The host that it redirects to for layers sends the first bytes and then no more.")
        {
            Behavior = new() { OtherHostScheme = Uri.UriSchemeHttps, OtherHostAnswer = HostileBodies.HangAsync, BlobHost = (_, other) => other!.Authority },
        },
        new("blob-teapot", DataEndpoint, "It answers 418 where a blob should be.")
        {
            SeenWith = Fault.Repository,
            Behavior = new() { Answer = OnBlobs(Error(StatusCodes.Status418ImATeapot, "TEAPOT", "short and stout")) },
        },
        new("foreign-layer", DataEndpoint, "A layer of its image is at a host whose name does not resolve, as base layers of Windows images may be.")
        {
            SeenWith = Fault.Repository,
            Behavior = new() { Answer = OnManifests((_, http, _) => ForeignManifestAsync(http)) },
        },
        new("data-endpoint-corrupt", DataEndpoint, "The host that it redirects to for layers sends other content.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http => BytesResponse.WriteAsync(http, StatusCodes.Status200OK, Html, "text/html"),
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("data-endpoint-redirect", DataEndpoint, "The host that it redirects to for layers redirects again.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttps,
                OtherHostAnswer = http =>
                {
                    http.Response.Redirect("https://elsewhere.acrhealth.invalid/blob?sig=c2lnbmF0dXJl");
                    return Task.CompletedTask;
                },
                BlobHost = (_, other) => other!.Authority,
            },
        },
        new("redirect-http", DataEndpoint, "It redirects to a host without TLS for layers.")
        {
            Behavior = new()
            {
                OtherHostScheme = Uri.UriSchemeHttp,
                Answer = OnBlobs((registry, http, _) => RedirectAsync(http, $"http://{registry.OtherHost!.Authority}/blob?sig=c2lnbmF0dXJl")),
            },
        },
        new("redirect-nowhere", DataEndpoint, "Its redirect for layers has no URL.")
        {
            Behavior = new() { Answer = OnBlobs((_, http, _) => RedirectAsync(http, "https://")) },
        },
    ];

    private static Task ForeignManifestAsync(HttpContext http)
    {
        string manifest = SampleImage.WithForeignLayer("https://base-layers.acrhealth.invalid/v2/windows/blobs/sha256:0");
        http.Response.Headers["Docker-Content-Digest"] = ContentStore.Digest(System.Text.Encoding.UTF8.GetBytes(manifest));
        return BytesResponse.WriteAsync(http, StatusCodes.Status200OK, manifest, SampleImage.ManifestType);
    }

    private static FaultResponse OnRepository(FaultResponse answer) => On(_ => true, answer);

    private static FaultResponse OnManifests(FaultResponse answer) => On(path => path.Kind == RepositoryPath.Manifests, answer);

    private static FaultResponse OnBlobs(FaultResponse answer) => On(path => path.Kind == RepositoryPath.Blobs, answer);

    private static FaultResponse On(Func<RepositoryPath, bool> wanted, FaultResponse answer) => (registry, http, healthy) =>
        http.Request.Headers.Authorization.Count > 0 && RepositoryPath.Parse(http.Request.Path.Value!) is { } path && wanted(path)
            ? answer(registry, http, healthy)
            : healthy(http);

    private static Task RedirectAsync(HttpContext http, string location)
    {
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.Headers.Location = location;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
