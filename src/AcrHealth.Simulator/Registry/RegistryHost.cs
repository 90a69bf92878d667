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
        _port = fault.Behavior.Resolves ? nextPort() : null;
        _otherPort = fault.Behavior.OtherHostScheme is null ? null : nextPort();
        OtherHost? otherHost = _otherPort is null ? null : new OtherHost(fault.Behavior.OtherHostScheme!, _otherPort.OtherAuthority);
        Registry = new SimulatedRegistry(name, fault, _port?.Authority ?? AzureSimulator.UnresolvableHost, otherHost);
    }

    public SimulatedRegistry Registry { get; }

    public async Task StartAsync(Cloud cloud, CancellationToken cancellationToken)
    {
        FaultBehavior behavior = Registry.Fault.Behavior;
        if (_port is not null && behavior.Listens)
        {
            var settings = new ServerSettings(Registry.Traffic, Answer(cloud.Service))
            {
                Certificate = behavior.Encrypts ? behavior.Certificate(cloud.Shop) : null,
                BeforeTls = behavior.BeforeTls,
                AfterTls = behavior.AfterTls,
                Latency = cloud.Latency,
            };
            _server = await LoopbackServer.StartAsync(_port, settings, cancellationToken);
        }

        if (_otherPort is not null && Registry.OtherHost is { } otherHost)
        {
            var settings = new ServerSettings(otherHost.Traffic, behavior.OtherHostAnswer ?? (http => TokenTrapHost.AnswerAsync(http, otherHost)))
            {
                Certificate = otherHost.Scheme == Uri.UriSchemeHttps ? behavior.OtherHostCertificate(cloud.Shop) : null,
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
        FaultBehavior behavior = Registry.Fault.Behavior;
        var healthy = new RegistryFrontEnd(Registry.LoginServer, behavior.BlobHost(service, Registry.OtherHost), behavior.Grant, service);
        return http =>
        {
            RegistryHeaders.Add(http);
            return Registry.Fault.Behavior.Answer(Registry, http, healthy.AnswerAsync);
        };
    }
}
