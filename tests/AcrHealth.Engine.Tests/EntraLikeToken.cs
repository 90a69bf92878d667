using System.Buffers.Text;
using System.Text;

namespace AcrHealth.Engine.Tests;

/// <summary>Makes tokens that look like those of Microsoft Entra ID: what does not is not sent to a registry.</summary>
internal static class EntraLikeToken
{
    public static string Create(string? tenant = null, string signature = "signature")
    {
        string claims = $"{{\"aud\":\"https://containerregistry.azure.net\",\"tid\":\"{tenant ?? Guid.NewGuid().ToString()}\",\"oid\":\"{Guid.NewGuid()}\",\"exp\":{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}}";
        return $"{Encode("{\"typ\":\"JWT\",\"alg\":\"RS256\"}")}.{Encode(claims)}.{Encode(signature)}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
