using System.Text;
using AcrHealth.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>Remembers the secrets that a sign-in sends and receives, before anything about it is logged.</summary>
internal sealed class SecretPolicy : HttpPipelinePolicy
{
    private const int LongestContent = 1024 * 1024;

    private static readonly string[] SecretHeaders = ["X-IDENTITY-HEADER", "Secret"];

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProtectRequest(message.Request, message.CancellationToken);
        ProcessNext(message, pipeline);
        ProtectResponse(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProtectRequest(message.Request, message.CancellationToken);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        ProtectResponse(message);
    }

    private static void ProtectRequest(Request request, CancellationToken cancellationToken)
    {
        foreach (string name in SecretHeaders)
        {
            SecretVault.Protect(request.Headers.TryGetValue(name, out string? value) ? value : null);
        }

        if (request.Headers.TryGetValue("Authorization", out string? authorization) && authorization.Split(' ', 2) is [var scheme, var credentials])
        {
            SecretReader.ProtectHeader(scheme, credentials, SecretVault.Protect);
        }

        if (request.Content is { } content && content.TryComputeLength(out long length) && length <= LongestContent)
        {
            using var copy = new MemoryStream();
            content.WriteTo(copy, cancellationToken);
            SecretReader.ProtectForm(Encoding.UTF8.GetString(copy.GetBuffer(), 0, (int)copy.Length), SecretVault.Protect);
        }

        SecretReader.ProtectOwnQuery(request.Uri.Query, SecretVault.Protect);
    }

    // Callers read only the buffered content.
    private static void ProtectResponse(HttpMessage message)
    {
        if (message.HasResponse && message.Response.ContentStream is MemoryStream { Length: <= LongestContent } body)
        {
            SecretReader.ProtectJson(Encoding.UTF8.GetString(body.ToArray()), SecretVault.Protect);
        }
    }
}
