using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>A healthy registry's whole site.</summary>
internal sealed class RegistryFrontEnd(string loginServer, string dataEndpoint, Func<RegistryScope, RegistryScope?> grant, RegistryService service)
{
    private readonly RegistryApi _api = new(loginServer, dataEndpoint, service);
    private readonly MetadataApi _metadata = new(loginServer, service);
    private readonly ExchangeEndpoint _exchange = new(loginServer, service);
    private readonly TokenEndpoint _token = new(loginServer, grant, service);

    public Task AnswerAsync(HttpContext http)
    {
        PathString path = http.Request.Path;
        if (path.StartsWithSegments(RegistryApi.Path))
        {
            return _api.AnswerAsync(http);
        }

        if (path.StartsWithSegments(MetadataApi.Path))
        {
            return _metadata.AnswerAsync(http);
        }

        return path.Value switch
        {
            ExchangeEndpoint.Path => _exchange.AnswerAsync(http),
            TokenEndpoint.Path => _token.AnswerAsync(http),
            _ => RegistryError.NotFoundAsync(http, "NOT_FOUND", "there is nothing here"),
        };
    }
}
