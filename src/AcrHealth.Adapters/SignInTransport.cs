using Azure.Core;

namespace AcrHealth.Adapters;

/// <summary>The way of a sign-in's requests: the session's trust and proxy, and a note of what they met.</summary>
/// <param name="Trust">What the requests trust, and the proxy that they use.</param>
/// <param name="Exchanges">What they met.</param>
internal sealed record SignInTransport(TrustedTransport Trust, SignInExchanges Exchanges)
{
    public void Use(ClientOptions options)
    {
        Trust.Use(options);
        options.AddPolicy(Exchanges, HttpPipelinePosition.PerRetry);
    }
}
