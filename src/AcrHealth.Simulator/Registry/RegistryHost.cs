using AcrHealth.Simulator.Faults;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>Runs one registry, and the other host that its fault may need.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    private readonly LoopbackPort? _port;
    private readonly LoopbackPort? _otherPort;
    private LoopbackServer? _server;
    private LoopbackServer? _otherServer;

    public RegistryHost(string name, Fault fault, Func<LoopbackPort> nextPort)
    {
        _port = fault.Resolves ? nextPort() : null;
        _otherPort = fault.OtherHostScheme is null ? null : nextPort();
        OtherHost? otherHost = _otherPort is null ? null : new OtherHost(fault.OtherHostScheme!, _otherPort.OtherAuthority);
        Registry = new SimulatedRegistry(name, fault, _port?.Authority ?? AzureSimulator.UnresolvableHost, otherHost);
    }

    public SimulatedRegistry Registry { get; }

    public async Task StartAsync(Cloud cloud, CancellationToken cancellationToken)
    {
        Fault fault = Registry.Fault;
        if (_port is not null && fault.Listens)
        {
            var settings = new ServerSettings(Registry.Traffic, Answer(cloud.Service))
            {
                Certificate = fault.Encrypts ? fault.Certificate(cloud.Shop) : null,
                BeforeTls = fault.BeforeTls,
                AfterTls = fault.AfterTls,
                Latency = cloud.Latency,
            };
            _server = await LoopbackServer.StartAsync(_port, settings, cancellationToken);
        }

        if (_otherPort is not null && Registry.OtherHost is { } otherHost)
        {
            var settings = new ServerSettings(otherHost.Traffic, fault.OtherHostAnswer ?? (http => TokenTrapHost.AnswerAsync(http, otherHost)))
            {
                Certificate = otherHost.Scheme == Uri.UriSchemeHttps ? fault.OtherHostCertificate(cloud.Shop) : null,
                Latency = cloud.Latency,
            };
            _otherServer = await LoopbackServer.StartAsync(_otherPort, settings, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_otherServer is not null)
        {
            await _otherServer.DisposeAsync();
        }
    }

    private RequestDelegate Answer(RegistryService service)
    {
        Fault fault = Registry.Fault;
        var healthy = new RegistryFrontEnd(Registry.LoginServer, fault.BlobHost(service, Registry.OtherHost), fault.Grant, service);
        return http =>
        {
            RegistryHeaders.Add(http);
            return Registry.Fault.Answer(Registry, http, healthy.AnswerAsync);
        };
    }
}
