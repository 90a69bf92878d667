using AcrHealth.Simulator.AzureResourceManager;
using AcrHealth.Simulator.Certificates;
using AcrHealth.Simulator.Entra;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.ManagedIdentity;
using AcrHealth.Simulator.Registry;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator;

/// <summary>The registries' shared parts: keys, certificates, Microsoft Entra ID, managed identity, Resource Manager and the host with the blobs.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    private readonly TokenSigner _entraSigner = new();
    private readonly EntraTokens _entraTokens;
    private readonly ClientRegistration _client = ClientRegistration.Create();
    private readonly Principal _managedIdentity = Principal.Create();
    private readonly string _managedIdentityHeader = Guid.NewGuid().ToString("N");
    private readonly LoopbackPort _entraPort;
    private readonly LoopbackPort _dataPort;
    private readonly LoopbackPort _managedIdentityPort;
    private readonly LoopbackPort _resourceManagerPort;
    private readonly List<LoopbackServer> _servers = [];

    /// <summary>Takes the ports, and starts nothing yet.</summary>
    public Cloud(SimulatorOptions options)
    {
        Latency = options.Latency;
        Ports = new PortSequence(options.Address, options.Port);
        LoopbackPort blockedPort;
        try
        {
            HealthyPort = Ports.Next();
            _entraPort = Ports.Next();
            _dataPort = Ports.Next();
            _managedIdentityPort = Ports.Next();
            blockedPort = Ports.Next();
            _resourceManagerPort = Ports.Next();
        }
        catch
        {
            Ports.Dispose();
            throw;
        }

        _entraTokens = new EntraTokens(_entraSigner, _client.TenantId, $"https://{_entraPort.Authority}/{_client.TenantId}/");
        Identity = new SimulatedIdentity(new Uri($"https://{_entraPort.Authority}/"), _client, _entraTokens);
        ManagedIdentity = new SimulatedManagedIdentity(
            _managedIdentity.ClientId,
            new Uri($"http://{_managedIdentityPort.Authority}{ManagedIdentityEndpoint.Path}"),
            _managedIdentityHeader);
        ResourceManager = new SimulatedResourceManager(new Uri($"https://{_resourceManagerPort.Authority}/"));
        Service = new RegistryService(new RegistryTokens(RegistrySigner), _entraTokens, _client.TenantId)
        {
            DataEndpoint = _dataPort.OtherAuthority,
            BlockedDataEndpoint = blockedPort.OtherAuthority,
        };
    }

    public TimeSpan Latency { get; }

    public PortSequence Ports { get; }

    public LoopbackPort HealthyPort { get; }

    public TestCertificateAuthority Shop { get; } = new();

    public TokenSigner RegistrySigner { get; } = new();

    public RegistryService Service { get; }

    public SimulatedIdentity Identity { get; }

    public SimulatedManagedIdentity ManagedIdentity { get; }

    public SimulatedResourceManager ResourceManager { get; }

    public Traffic EntraTraffic { get; } = new();

    public Traffic DataEndpointTraffic { get; } = new();

    /// <param name="registries">The registries that Resource Manager describes.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public async Task StartAsync(Func<IReadOnlyList<SimulatedRegistry>> registries, CancellationToken cancellationToken)
    {
        var entra = new EntraFrontEnd(_entraPort.Authority, _client, _entraSigner, _entraTokens, Identity);
        await StartAsync(_entraPort, EntraTraffic, entra.AnswerAsync, encrypts: true, cancellationToken);

        var data = new DataEndpoint(Service.Content, Service.BlobLinks);
        await StartAsync(_dataPort, DataEndpointTraffic, data.AnswerAsync, encrypts: true, cancellationToken);

        var managedIdentity = new ManagedIdentityEndpoint(_managedIdentity, _managedIdentityHeader, _entraTokens, ManagedIdentity);
        await StartAsync(
            _managedIdentityPort, ManagedIdentity.Traffic, managedIdentity.AnswerAsync, encrypts: false, cancellationToken);

        var resourceManager = new ResourceManagerFrontEnd(ResourceManager, Identity, _entraTokens, registries);
        await StartAsync(_resourceManagerPort, ResourceManager.Traffic, resourceManager.AnswerAsync, encrypts: true, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
        Ports.Dispose();
        Shop.Dispose();
        RegistrySigner.Dispose();
        _entraSigner.Dispose();
    }

    private async Task StartAsync(
        LoopbackPort port, Traffic traffic, RequestDelegate answer, bool encrypts, CancellationToken cancellationToken)
    {
        var settings = new ServerSettings(traffic, answer)
        {
            Certificate = encrypts ? Shop.Trusted : null,
            Latency = Latency,
        };
        _servers.Add(await LoopbackServer.StartAsync(port, settings, cancellationToken));
    }
}
