using Azure.Core;

namespace AcrHealth.Adapters;

/// <summary>The transport of a sign-in's requests: the session's trust and proxy, and a record of their outcome.</summary>
/// <param name="Trust">The authorities that the requests trust, and the proxy that they use.</param>
/// <param name="Exchanges">The record of their outcome.</param>
internal sealed record SignInTransport(TrustedTransport Trust, SignInExchanges Exchanges)
{
    public void Use(ClientOptions options)
    {
        Trust.Use(options);
        options.AddPolicy(Exchanges, HttpPipelinePosition.PerRetry);
    }
}
