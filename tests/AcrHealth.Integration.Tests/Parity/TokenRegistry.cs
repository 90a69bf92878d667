using System.Security.Cryptography.X509Certificates;
using AcrHealth.Integration.Tests.Certificates;
using AcrHealth.Integration.Tests.Registries;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>
/// Debian's docker-registry, which takes the tokens of the simulator's token service and checks their signatures; both behind one
/// origin, as a registry of Azure's and its token service are.
/// </summary>
public sealed class TokenRegistry : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _authority = new();
    private AzureSimulator? _azure;
    private OriginProxy? _proxy;
    private DockerRegistry? _registry;
    private Task? _starting;

    public AzureSimulator Azure => _azure!;

    public string LoginServer => _proxy!.Authority;

    /// <summary>The registry's log of its requests.</summary>
    public string Log => _registry!.Log;

    /// <summary>The file with the authority of the origin's certificate.</summary>
    public string AuthorityFile { get; private set; } = string.Empty;

    internal HttpClient NewClient() => TrustingClient.Create(X509Certificate2.CreateFromPem(_authority.Pem));

    /// <summary>Starts it for the first test that asks.</summary>
    public Task StartAsync() => _starting ??= StartAllAsync();

    public async ValueTask DisposeAsync()
    {
        _registry?.Dispose();
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }

        _authority.Dispose();
        _directory.Dispose();
    }

    private async Task StartAllAsync()
    {
        AuthorityFile = _directory.Write("authority.pem", _authority.Pem);
        _azure = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        (string certificate, string key) = _authority.IssueForLocalhost();
        string service = _azure.Healthy.LoginServer;
        _proxy = await OriginProxy.StartAsync(X509Certificate2.CreateFromPem(certificate, key), service, _azure.CertificateAuthority);
        _registry = await DockerRegistry.StartWithTokensAsync(
            _directory.Under("registry"),
            $"https://{_proxy.Authority}/oauth2/token",
            service,
            _azure.WriteTokenSigningCertificate(_directory.Under("tokens.pem")));
        _proxy.Registry = _registry.LoginServer;
    }
}
