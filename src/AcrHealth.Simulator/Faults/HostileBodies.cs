using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Faults;

/// <summary>Bodies that no answer ought to have. Each is put after the headers that the answer has by then.</summary>
internal static class HostileBodies
{
    private const int FastChunks = 1000;

    private static readonly TimeSpan BetweenChunks = TimeSpan.FromMilliseconds(10);

    // Zeros are compressed about a thousandfold.
    private static readonly byte[] Bomb = Compress(10 * 1024 * 1024);

    /// <summary>Begins, and never goes on.</summary>
    public static async Task HangAsync(HttpContext http)
    {
        await BeginAsync(http);
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    /// <summary>Comes a byte a second.</summary>
    public static async Task TrickleAsync(HttpContext http)
    {
        await BeginAsync(http);
        while (true)
        {
            await http.Response.Body.WriteAsync(" "u8.ToArray(), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(1), http.RequestAborted);
        }
    }

    /// <summary>Never ends: it comes as fast as it is taken, then slower, so that a client that keeps all of it does not take the whole machine's memory.</summary>
    public static async Task EndlessAsync(HttpContext http)
    {
        await BeginAsync(http);
        byte[] blanks = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
        for (int sent = 0; ; sent++)
        {
            await http.Response.Body.WriteAsync(blanks, http.RequestAborted);
            if (sent > FastChunks)
            {
                await Task.Delay(BetweenChunks, http.RequestAborted);
            }
        }
    }

    /// <summary>Is compressed a thousandfold, whether the client takes that or not.</summary>
    public static async Task BombAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentEncoding = "gzip";
        http.Response.ContentLength = Bomb.Length;
        await http.Response.Body.WriteAsync(Bomb, http.RequestAborted);
    }

    private static async Task BeginAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync("{"u8.ToArray(), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static byte[] Compress(int zeros)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[zeros]);
        }

        return compressed.ToArray();
    }
}
