using System.Text;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Hosting;

/// <summary>User name and password as HTTP's Basic scheme carries them (RFC 7617).</summary>
internal sealed record BasicCredential(string UserName, string Password)
{
    private const string Prefix = "Basic ";

    /// <summary>Reads the request's Authorization header; <see langword="null"/> if it is not a well-formed Basic one.</summary>
    public static BasicCredential? From(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> decoded = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Prefix.Length..].Trim(), decoded, out int length))
        {
            return null;
        }

        string[] parts = Encoding.UTF8.GetString(decoded[..length]).Split(':', 2);
        return parts.Length == 2 ? new BasicCredential(parts[0], parts[1]) : null;
    }
}
