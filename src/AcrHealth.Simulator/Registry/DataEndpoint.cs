using System.Globalization;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace AcrHealth.Simulator.Registry;

/// <summary>The host of the layers: responds as Azure Blob Storage does.</summary>
internal sealed class DataEndpoint(ContentStore content, BlobLinks links)
{
    public Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.Server = "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0";
        http.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        http.Response.Headers["x-ms-version"] = "2016-05-31";
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "UnsupportedHttpVerb", "The resource can only be read.");
        }

        // The link is the permission. Azure takes another one beside it for a mistake, which a client that passes its registry token
        // on to the place it was redirected to finds out here.
        if (http.Request.Headers.Authorization.Count > 0)
        {
            return RefuseAsync(
                http,
                StatusCodes.Status400BadRequest,
                "InvalidAuthenticationInfo",
                "Authentication information is not given in the correct format. Check the value of Authorization header.");
        }

        return links.Follow(http.Request) is { } digest && content.Find(digest) is { } blob
            ? WriteBlobAsync(http, blob)
            : RefuseAsync(
                http,
                StatusCodes.Status403Forbidden,
                "AuthenticationFailed",
                "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.");
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.Headers["x-ms-error-code"] = code;
        string body = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>";
        return BytesResponse.WriteAsync(http, status, body, "application/xml");
    }

    private static Task WriteBlobAsync(HttpContext http, ReadOnlyMemory<byte> blob)
    {
        http.Response.Headers.AcceptRanges = "bytes";
        http.Response.Headers["x-ms-blob-type"] = "BlockBlob";
        RequestHeaders headers = http.Request.GetTypedHeaders();
        if (headers.Range is not { Unit.Value: "bytes", Ranges.Count: 1 } range)
        {
            return BytesResponse.WriteAsync(http, StatusCodes.Status200OK, blob, "application/octet-stream");
        }

        (long first, long last) = Resolve(range.Ranges.First(), blob.Length);
        if (first >= blob.Length || last < first)
        {
            http.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{blob.Length}");
            return RefuseAsync(http, StatusCodes.Status416RangeNotSatisfiable, "InvalidRange", "The range specified is invalid.");
        }

        http.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{blob.Length}");
        ReadOnlyMemory<byte> part = blob[(int)first..(int)(last + 1)];
        return BytesResponse.WriteAsync(http, StatusCodes.Status206PartialContent, part, "application/octet-stream");
    }

    private static (long First, long Last) Resolve(RangeItemHeaderValue range, long length)
    {
        if (range.From is { } from)
        {
            return (from, Math.Min(range.To ?? long.MaxValue, length - 1));
        }

        // Without a beginning it is the number of bytes from the end (RFC 9110, 14.1.2).
        return (Math.Max(0, length - (range.To ?? 0)), range.To == 0 ? -1 : length - 1);
    }
}
