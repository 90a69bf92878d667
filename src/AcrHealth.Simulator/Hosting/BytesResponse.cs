using System.Text;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Responds with a body whose length is declared, which HEAD gets the headers of.</summary>
internal static class BytesResponse
{
    public static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body, string contentType)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    public static Task WriteAsync(HttpContext http, int status, string body, string contentType) =>
        WriteAsync(http, status, Encoding.UTF8.GetBytes(body), contentType);
}
