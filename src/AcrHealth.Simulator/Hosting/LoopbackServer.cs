using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcrHealth.Simulator.Hosting;

/// <summary>One HTTP/1.1 server on one loopback port.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int MaxRequestBody = 1024 * 1024;

    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application) => _application = application;

    /// <summary>Starts to listen.</summary>
    public static async Task<LoopbackServer> StartAsync(LoopbackPort port, ServerSettings settings, CancellationToken cancellationToken)
    {
        // The default content root is the current directory, which may be gone by now.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = _ => port.Socket);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxRequestBody;
            options.Listen(port.EndPoint, listen => Configure(listen, settings));
        });

        WebApplication application = builder.Build();
        application.Run(async http =>
        {
            await RequestRecorder.RecordAsync(http, settings.Traffic);
            await Task.Delay(settings.Latency, http.RequestAborted);
            await settings.Answer(http);
        });

        var server = new LoopbackServer(application);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // A token that is cancelled already asks for no patience with open connections: some of them hang on purpose.
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static void Configure(ListenOptions listen, ServerSettings settings)
    {
        listen.Protocols = HttpProtocols.Http1;
        AddStep(listen, (connection, next) =>
        {
            settings.Traffic.CountConnection();
            return next(connection);
        });
        AddStep(listen, settings.BeforeTls);
        if (settings.Certificate is not null)
        {
            UseTls(listen, settings.Certificate);
            AddStep(listen, (connection, next) =>
            {
                settings.Traffic.CountTlsHandshake();
                return next(connection);
            });
        }

        AddStep(listen, settings.AfterTls);
    }

    private static void AddStep(ListenOptions listen, ConnectionStep? step)
    {
        if (step is not null)
        {
            listen.Use(next => connection => step(connection, next));
        }
    }

    private static void UseTls(ListenOptions listen, X509Certificate2 certificate)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(options) });
    }
}
