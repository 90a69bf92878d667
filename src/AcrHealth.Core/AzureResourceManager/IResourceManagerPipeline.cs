using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>Carries requests to Azure Resource Manager.</summary>
internal interface IResourceManagerPipeline
{
    /// <summary>Sends a request, once, and reads the answer.</summary>
    /// <exception cref="IOException">No whole answer came; the message says why.</exception>
    Task<ResourceManagerResponse> SendAsync(ResourceManagerRequest request, CancellationToken cancellationToken);
}

/// <summary>A request to Azure Resource Manager.</summary>
/// <param name="Url">What is asked, on Resource Manager's own origin.</param>
/// <param name="Token">The token, meant for Resource Manager. Never shown.</param>
/// <param name="Body">The JSON of a POST; null for a GET.</param>
/// <param name="CertificateAuthorities">Authorities that are trusted beside the system's.</param>
internal sealed record ResourceManagerRequest(Uri Url, string Token, string? Body, X509Certificate2Collection CertificateAuthorities)
{
    public override string ToString() => nameof(ResourceManagerRequest);
}

/// <summary>What Azure Resource Manager answered.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Body">The object in the body; null where it holds none, or it was too long.</param>
/// <param name="IsTooLong">Whether the body was longer, or had more in it, than is read of one.</param>
internal sealed record ResourceManagerResponse(int Status, JsonElement? Body, bool IsTooLong)
{
    /// <summary>The most of an answer's body that is read, in bytes: a page of a thousand registries takes a tenth of it.</summary>
    public const int MaximumBody = 4 * 1024 * 1024;

    /// <summary>The length of the body, in bytes.</summary>
    public int Length { get; init; }

    /// <summary>How long not to ask again; null where the answer does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads a body that came whole.</summary>
    public static ResourceManagerResponse Read(int status, ReadOnlyMemory<byte> body)
    {
        JsonElement? content = Json.Parse(body, out bool isTooLong);
        return new(status, content, isTooLong) { Length = body.Length };
    }
}
