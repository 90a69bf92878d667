using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>Carries requests to Azure Resource Manager.</summary>
internal interface IResourceManagerPipeline
{
    /// <summary>Sends a request once, and reads the response.</summary>
    /// <exception cref="IOException">The response was missing or incomplete; the message says why.</exception>
    Task<ResourceManagerResponse> SendAsync(ResourceManagerRequest request, CancellationToken cancellationToken);
}

/// <summary>A request to Azure Resource Manager.</summary>
/// <param name="Url">The URL of the request, on Resource Manager's own origin.</param>
/// <param name="Token">The token, meant for Resource Manager. Never shown.</param>
/// <param name="Body">The JSON of a POST; null for a GET.</param>
/// <param name="CertificateAuthorities">Authorities that are trusted in addition to the system's.</param>
internal sealed record ResourceManagerRequest(Uri Url, string Token, string? Body, X509Certificate2Collection CertificateAuthorities)
{
    public override string ToString() => nameof(ResourceManagerRequest);
}

/// <summary>A response of Azure Resource Manager.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Body">The object in the body; null if there is none, or the body was too long.</param>
/// <param name="IsTooLong">Whether the body exceeded the limits on its length or its content.</param>
internal sealed record ResourceManagerResponse(int Status, JsonElement? Body, bool IsTooLong)
{
    /// <summary>The maximum number of bytes that are read of a response's body: a page of a thousand registries takes a tenth of it.</summary>
    public const int MaximumBody = 4 * 1024 * 1024;

    /// <summary>The length of the body, in bytes.</summary>
    public int Length { get; init; }

    /// <summary>The time to wait before the next request; null if the response does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads a complete body.</summary>
    public static ResourceManagerResponse Read(int status, ReadOnlyMemory<byte> body)
    {
        JsonElement? content = Json.Parse(body, out bool isTooLong);
        return new(status, content, isTooLong) { Length = body.Length };
    }
}
