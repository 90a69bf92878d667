using AcrHealth.Network;
using AcrHealth.Resources;
using AcrHealth.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrHealth.Adapters;

/// <summary>
/// Limits the length of responses before the Azure SDK or MSAL buffers them: both read a body to its end, from any server, and
/// the environment can name any endpoint for managed identities.
/// </summary>
/// <param name="inner">Sends the requests.</param>
/// <param name="limit">The maximum number of bytes of a response's body.</param>
internal sealed class LimitedTransport(HttpPipelineTransport inner, long limit) : HttpPipelineTransport
{
    private const long Mebibyte = 1024 * 1024;

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message)
    {
        inner.Process(message);
        Limit(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await inner.ProcessAsync(message).ConfigureAwait(false);
        Limit(message);
    }

    private void Limit(HttpMessage message)
    {
        if (message is { HasResponse: true, Response.ContentStream: { } body })
        {
            string host = message.Request.Uri.ToUri().Authority;
            message.Response.ContentStream = new LimitedStream(body, limit, () => TooLong(host));
        }
    }

    // Not an IOException: the pipeline would repeat the request.
    private InvalidDataException TooLong(string host) => new(MessageFormat.Format(Strings.SignInResponseTooLong, host, limit / Mebibyte));
}
