using System.Security.Cryptography.X509Certificates;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Nodes;
using AcrHealth.Simulator.Registry;

namespace AcrHealth.Simulator;

/// <summary>
/// An Azure in a process: container registries, a Microsoft Entra ID, an App Service's managed identity and a Resource Manager, over
/// real TLS on loopback. It checks what it is sent as the real ones would, and everything secret about it is made anew for every start.
/// Safe to use from several threads.
/// </summary>
public sealed class AzureSimulator : IAsyncDisposable
{
    /// <summary>
    /// A host name that never resolves, as RFC 6761 promises. The certificates hold for it, too, for clients that a proxy leads to a
    /// registry by that name.
    /// </summary>
    public const string UnresolvableHost = "registry.acrhealth.invalid";

    private readonly Cloud _cloud;
    private readonly Lock _lock = new();
    private readonly List<RegistryHost> _hosts = [];
    private bool _disposed;

    private AzureSimulator(Cloud cloud) => _cloud = cloud;

    /// <summary>The registry without a fault.</summary>
    public SimulatedRegistry Healthy => this[Fault.Healthy.Name];

    /// <summary>Every registry: the healthy one, those asked for at the start in that order, those added since.</summary>
    public IReadOnlyList<SimulatedRegistry> Registries
    {
        get
        {
            lock (_lock)
            {
                return [.. _hosts.Select(host => host.Registry)];
            }
        }
    }

    /// <summary>The tags that each repository of each registry has.</summary>
    public IReadOnlyList<string> Tags => [.. _cloud.Service.Image.Tags];

    /// <summary>A service principal that can sign in.</summary>
    public SimulatedIdentity Identity => _cloud.Identity;

    /// <summary>A managed identity that can sign in.</summary>
    public SimulatedManagedIdentity ManagedIdentity => _cloud.ManagedIdentity;

    /// <summary>The Azure Resource Manager in which the registries can be looked up by name.</summary>
    public SimulatedResourceManager ResourceManager => _cloud.ResourceManager;

    /// <summary>A user that every registry takes with <see cref="Password"/>, as Azure's admin user or a token's name.</summary>
    public string UserName => _cloud.Service.User.Name;

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public string Password => _cloud.Service.User.Password;

    /// <summary>The certificate, without its key, of the authority that signed all certificates but those with a fault.</summary>
    public X509Certificate2 CertificateAuthority => _cloud.Shop.Authority;

    /// <summary>The traffic that Microsoft Entra ID has seen.</summary>
    public Traffic EntraTraffic => _cloud.EntraTraffic;

    /// <summary>The traffic that the host to which the registries redirect for blobs has seen.</summary>
    public Traffic DataEndpointTraffic => _cloud.DataEndpointTraffic;

    /// <summary>
    /// The variables that make Azure.Identity's EnvironmentCredential sign in as <see cref="Identity"/>: AZURE_AUTHORITY_HOST,
    /// AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET. Its instance discovery has to be disabled as well.
    /// </summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => new Dictionary<string, string>
    {
        ["AZURE_AUTHORITY_HOST"] = Identity.AuthorityHost.AbsoluteUri,
        ["AZURE_TENANT_ID"] = Identity.TenantId,
        ["AZURE_CLIENT_ID"] = Identity.ClientId,
        ["AZURE_CLIENT_SECRET"] = Identity.ClientSecret,
    };

    /// <summary>The first registry with a fault.</summary>
    /// <param name="fault">The fault's name.</param>
    /// <exception cref="KeyNotFoundException">No such registry has been started.</exception>
    public SimulatedRegistry this[string fault] =>
        Registries.FirstOrDefault(registry => registry.Fault.Name == fault)
        ?? throw new KeyNotFoundException($"No registry with the fault '{fault}' has been started.");

    /// <summary>Starts a simulator. Nothing is written to disk, and nothing is reachable from other machines.</summary>
    /// <param name="options">The settings to start with; a healthy registry on a free port if left out.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its range: an address that is not a loopback one, a fault that there is none of.
    /// </exception>
    /// <exception cref="PortInUseException">A port of those from the first one is taken.</exception>
    public static async Task<AzureSimulator> StartAsync(SimulatorOptions? options = null, CancellationToken ct = default)
    {
        options ??= new SimulatorOptions();
        options.Check();
        Fault[] faults = [.. options.Faults.Select(Fault.Find)];

        var simulator = new AzureSimulator(new Cloud(options));
        try
        {
            RegistryHost healthy = simulator.Reserve(Fault.Healthy, () => simulator._cloud.HealthyPort);
            RegistryHost[] others = [.. faults.Select(fault => simulator.Reserve(fault, simulator._cloud.Ports.Next))];
            IEnumerable<Task> starts = others.Prepend(healthy).Select(host => host.StartAsync(simulator._cloud, ct));
            await Task.WhenAll([simulator._cloud.StartAsync(() => simulator.Registries, ct), .. starts]);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts another registry.</summary>
    /// <param name="fault">Its fault's name, or <c>healthy</c>. There may be several registries of one fault.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    /// <exception cref="ObjectDisposedException">The simulator has ended.</exception>
    /// <exception cref="PortInUseException">The next port is taken.</exception>
    public async Task<SimulatedRegistry> AddRegistryAsync(string fault, CancellationToken ct = default)
    {
        RegistryHost host = Reserve(Fault.Find(fault), _cloud.Ports.Next);
        try
        {
            await host.StartAsync(_cloud, ct);
            return host.Registry;
        }
        catch
        {
            lock (_lock)
            {
                _hosts.Remove(host);
            }

            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the certificate of <see cref="CertificateAuthority"/> to a file in PEM format.</summary>
    /// <param name="path">The file; one that exists is overwritten.</param>
    /// <returns><paramref name="path"/>, as an absolute path.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string WriteCertificateAuthority(string path) => Write(path, CertificateAuthority.ExportCertificatePem());

    /// <summary>
    /// Writes a certificate of the key that signs the registries' access tokens to a file in PEM format. Another registry that is told
    /// to trust it (the distribution project's <c>auth.token.rootcertbundle</c>) takes these tokens.
    /// </summary>
    /// <param name="path">The file; one that exists is overwritten.</param>
    /// <returns><paramref name="path"/>, as an absolute path.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string WriteTokenSigningCertificate(string path) => Write(path, _cloud.RegistrySigner.ExportCertificatePem());

    /// <summary>Writes the files of a Kubernetes node whose kubelet pulls from <see cref="Healthy"/> with the simulator's identities and user.</summary>
    /// <param name="fault">The name of the node's fault, or <c>healthy</c>.</param>
    /// <param name="directory">The directory to write them to, which should not have another node's. They contain the simulator's secrets.</param>
    /// <exception cref="ArgumentException">There is no such fault.</exception>
    /// <exception cref="IOException">They cannot be written.</exception>
    public SimulatedNode WriteNode(string fault, string directory)
    {
        var node = new SimulatedNode(NodeFault.Find(fault), Path.GetFullPath(directory));
        node.Fault.Content(new NodeTexts(this)).WriteTo(node, Healthy.LoginServer);
        return node;
    }

    /// <summary>Ends it at once; connections that are open are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        RegistryHost[] hosts;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            hosts = [.. _hosts];
        }

        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
        await _cloud.DisposeAsync();
    }

    private static string Write(string path, string content)
    {
        string absolute = Path.GetFullPath(path);
        File.WriteAllText(absolute, content);
        return absolute;
    }

    private RegistryHost Reserve(Fault fault, Func<LoopbackPort> nextPort)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            int number = _hosts.Count(host => host.Registry.Fault == fault) + 1;
            string name = number == 1 ? fault.Name : $"{fault.Name}-{number}";
            var host = new RegistryHost(name, fault, nextPort);
            _hosts.Add(host);
            return host;
        }
    }
}
