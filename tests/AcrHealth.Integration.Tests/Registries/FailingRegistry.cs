using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AcrHealth.Integration.Tests.Network;

namespace AcrHealth.Integration.Tests.Registries;

/// <summary>A registry over plain HTTP on the loopback that answers as registries do, until a layer is asked for.</summary>
internal sealed class FailingRegistry : IDisposable
{
    private const int LayerSize = 64 * 1024 * 1024;
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private static readonly byte[] Config = Encoding.UTF8.GetBytes("""{"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":[]}}""");

    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _layerAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FailingRegistry()
    {
        LoginServer = $"127.0.0.1:{LoopbackPorts.Free()}";
        _listener.Prefixes.Add($"http://{LoginServer}/");
        _listener.Start();
        _ = AcceptAsync();
    }

    public string LoginServer { get; }

    /// <summary>An image whose layer begins, and never goes on.</summary>
    public string Endless => $"{LoginServer}/endless:latest";

    /// <summary>An image whose layer is 64 MB.</summary>
    public string Large => $"{LoginServer}/large:latest";

    /// <summary>An image that nobody may pull.</summary>
    public string Forbidden => $"{LoginServer}/forbidden:latest";

    /// <summary>Completes as soon as somebody is in the middle of pulling.</summary>
    public Task LayerAsked => _layerAsked.Task;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync(), _end.Token);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task AnswerAsync(HttpListenerContext http, CancellationToken end)
    {
        try
        {
            string path = http.Request.Url!.AbsolutePath;
            bool isHead = http.Request.HttpMethod == "HEAD";
            if (path == "/v2/")
            {
                await WriteAsync(http.Response, 200, "application/json", "{}"u8.ToArray(), isHead);
            }
            else if (path.StartsWith("/v2/forbidden/", StringComparison.Ordinal))
            {
                await WriteAsync(
                    http.Response, 403, "application/json", """{"errors":[{"code":"DENIED","message":"the tests say no"}]}"""u8.ToArray(), isHead);
            }
            else if (path.Contains("/manifests/", StringComparison.Ordinal))
            {
                await WriteAsync(http.Response, 200, ManifestType, Manifest(), isHead);
            }
            else if (path.EndsWith(Digest(Config), StringComparison.Ordinal))
            {
                await WriteAsync(http.Response, 200, "application/octet-stream", Config, isHead);
            }
            else
            {
                await WriteLayerAsync(http.Response, path.StartsWith("/v2/endless/", StringComparison.Ordinal), end);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client that asked has disconnected.
        }
    }

    private async Task WriteLayerAsync(HttpListenerResponse response, bool endless, CancellationToken end)
    {
        response.ContentLength64 = LayerSize;
        byte[] piece = new byte[64 * 1024];
        for (int written = 0; written < LayerSize; written += piece.Length)
        {
            await response.OutputStream.WriteAsync(piece, end);
            if (endless)
            {
                await response.OutputStream.FlushAsync(end);
                _layerAsked.TrySetResult();
                await Task.Delay(Timeout.Infinite, end);
            }
        }

        response.Close();
    }

    private static async Task WriteAsync(HttpListenerResponse response, int status, string type, byte[] body, bool isHead)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength64 = body.Length;
        if (!isHead)
        {
            await response.OutputStream.WriteAsync(body);
        }

        response.Close();
    }

    // The layer's digest is nobody's: no client gets so far as to compare it.
    private static byte[] Manifest() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
          "schemaVersion": 2,
          "mediaType": "{{ManifestType}}",
          "config": { "mediaType": "application/vnd.oci.image.config.v1+json", "digest": "{{Digest(Config)}}", "size": {{Config.Length}} },
          "layers": [ { "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": "{{Digest([])}}", "size": {{LayerSize}} } ]
        }
        """));

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
