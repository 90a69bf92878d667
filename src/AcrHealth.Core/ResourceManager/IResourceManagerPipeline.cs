using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.ResourceManager;

/// <summary>Carries requests to Azure Resource Manager.</summary>
internal interface IResourceManagerPipeline
{
    /// <summary>Sends a request and reads the answer. Where it is throttled, it is made again while there is time.</summary>
    /// <exception cref="IOException">No whole answer came; the message says why.</exception>
    Task<ResourceManagerAnswer> SendAsync(ResourceManagerRequest request, CancellationToken cancellation);
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
/// <param name="Body">The body, up to the most that is read of one.</param>
/// <param name="IsCut">Whether the body was longer.</param>
internal sealed record ResourceManagerAnswer(int Status, string Body, bool IsCut)
{
    /// <summary>The most of an answer's body that is read, in bytes: a page of a thousand registries takes a tenth of it.</summary>
    public const int MaximumBody = 4 * 1024 * 1024;
}
