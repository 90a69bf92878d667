using System.Text;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>The writing part of the distribution API: uploads in one piece or several, manifests, and deletion.</summary>
internal sealed class UploadEndpoint(RegistryService service, PushedContent pushed)
{
    public Task BeginAsync(HttpContext http, string repository)
    {
        Guid id = pushed.BeginUpload();
        return AcceptAsync(http, repository, id, 0);
    }

    public async Task ContinueAsync(HttpContext http, string repository, string reference)
    {
        if (!Guid.TryParse(reference, out Guid id) || pushed.FindUpload(id) is not { } upload)
        {
            await RegistryError.NotFoundAsync(http, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
            return;
        }

        if (HttpMethods.IsDelete(http.Request.Method))
        {
            pushed.EndUpload(id);
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await http.Request.Body.CopyToAsync(upload, http.RequestAborted);
        if (HttpMethods.IsPatch(http.Request.Method))
        {
            await AcceptAsync(http, repository, id, upload.Length);
            return;
        }

        pushed.EndUpload(id);
        await FinishAsync(http, repository, upload.ToArray());
    }

    public async Task WriteManifestAsync(HttpContext http, RepositoryPath item)
    {
        var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, http.RequestAborted);
        var manifest = new StoredManifest(ContentStore.Digest(content.ToArray()), http.Request.ContentType ?? SampleImage.ManifestType, content.ToArray());
        if (item.Reference.Contains(':', StringComparison.Ordinal) && item.Reference != manifest.Digest)
        {
            await RegistryError.WriteAsync(http, StatusCodes.Status400BadRequest, "DIGEST_INVALID", "provided digest did not match uploaded content");
            return;
        }

        pushed.AddManifest(item.Repository, item.Reference, manifest);
        Created(http, $"/v2/{item.Repository}/manifests/{manifest.Digest}", manifest.Digest);
    }

    public Task DeleteManifestAsync(HttpContext http, RepositoryPath item) =>
        pushed.RemoveManifest(item.Repository, item.Reference)
            ? AcceptAsync(http)
            : RegistryError.NotFoundAsync(http, "MANIFEST_UNKNOWN", $"manifest {item.Reference} is not found");

    public Task DeleteBlobAsync(HttpContext http, RepositoryPath item) =>
        pushed.RemoveBlob(item.Repository, item.Reference)
            ? AcceptAsync(http)
            : RegistryError.NotFoundAsync(http, "BLOB_UNKNOWN", "blob unknown to registry");

    private static Task AcceptAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static Task AcceptAsync(HttpContext http, string repository, Guid id, long length)
    {
        http.Response.Headers.Location = $"/v2/{repository}/blobs/uploads/{id}?_nouploadcache=false&_state={State(repository, id, length)}";
        http.Response.Headers["Docker-Upload-Uuid"] = id.ToString();
        http.Response.Headers.Range = $"0-{Math.Max(0, length - 1)}";
        return AcceptAsync(http);
    }

    // A base64 text whose padding is escaped: a client that escapes it once more, or not at all, is found out by its own upload.
    private static string State(string repository, Guid id, long length)
    {
        string state = $"{{\"Name\":\"{repository}\",\"UUID\":\"{id}\",\"Offset\":{length}}}";
        return Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(state.PadRight((state.Length / 3 * 3) + 4))));
    }

    private static void Created(HttpContext http, string location, string digest)
    {
        http.Response.Headers.Location = location;
        http.Response.Headers["Docker-Content-Digest"] = digest;
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentLength = 0;
    }

    private Task FinishAsync(HttpContext http, string repository, byte[] content)
    {
        string digest = http.Request.Query["digest"].ToString();
        if (digest != ContentStore.Digest(content))
        {
            return RegistryError.WriteAsync(http, StatusCodes.Status400BadRequest, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }

        if (!service.Content.TryAdd(digest, content))
        {
            return RegistryError.WriteAsync(http, StatusCodes.Status507InsufficientStorage, "DENIED", "the simulator has no room for more");
        }

        pushed.AddBlob(repository, digest);
        Created(http, $"/v2/{repository}/blobs/{digest}", digest);
        return Task.CompletedTask;
    }
}
