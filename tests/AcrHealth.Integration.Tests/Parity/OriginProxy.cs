using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>One origin over TLS for a registry and the token service that it sends people to, which are two servers.</summary>
internal sealed class OriginProxy : IAsyncDisposable
{
    // These headers concern one connection only, or are set again for the next one.
    private static readonly string[] NotForwarded = ["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"];

    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate;
    private readonly HttpClient _client;

    private OriginProxy(WebApplication application, X509Certificate2 certificate, HttpClient client)
    {
        _application = application;
        _certificate = certificate;
        _client = client;
    }

    /// <summary>Its host and port.</summary>
    public string Authority => $"localhost:{new Uri(_application.Urls.Single()).Port}";

    /// <summary>Host and port of the registry, which speaks plain HTTP; it may be started after the proxy.</summary>
    public string Registry { get; set; } = string.Empty;

    /// <summary>Host and port of the token service, which is at <c>/oauth2</c>.</summary>
    public required string TokenService { get; init; }

    /// <param name="certificate">Its certificate, with the key.</param>
    /// <param name="tokenService">Host and port of the token service.</param>
    /// <param name="tokenServiceAuthority">The authority that issued the token service's certificate.</param>
    public static async Task<OriginProxy> StartAsync(X509Certificate2 certificate, string tokenService, X509Certificate2 tokenServiceAuthority)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        WebApplication application = builder.Build();
        var proxy = new OriginProxy(application, certificate, TrustingClient.Create(tokenServiceAuthority)) { TokenService = tokenService };
        application.Run(proxy.ForwardAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _client.Dispose();
        _certificate.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        string origin = http.Request.Path.StartsWithSegments("/oauth2") ? $"https://{TokenService}" : $"http://{Registry}";
        using var request = new HttpRequestMessage(new(http.Request.Method), new Uri(origin + http.Request.Path + http.Request.QueryString));
        if (http.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(http.Request.Body);
        }

        foreach (var header in http.Request.Headers.Where(header => IsForwarded(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
            }
        }

        // A registry that speaks plain HTTP itself would send uploads there.
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => IsForwarded(header.Key)))
        {
            http.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static bool IsForwarded(string header) => !NotForwarded.Contains(header, StringComparer.OrdinalIgnoreCase);
}
