using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Code that a connection passes through; it goes on by calling the delegate that it is given.</summary>
internal delegate Task ConnectionStep(ConnectionContext connection, ConnectionDelegate next);

/// <summary>The behavior of one port.</summary>
internal sealed record ServerSettings(Traffic Traffic, RequestDelegate Answer)
{
    /// <summary><see langword="null"/> for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    public ConnectionStep? BeforeTls { get; init; }

    public ConnectionStep? AfterTls { get; init; }

    public TimeSpan Latency { get; init; }
}
