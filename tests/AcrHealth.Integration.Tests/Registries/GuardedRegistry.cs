using AcrHealth.Integration.Tests.Certificates;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Registries;

/// <summary>A registry that takes a user name and password, over TLS, and an Azure to sign in to that it has never heard of.</summary>
public sealed class GuardedRegistry : IAsyncDisposable
{
    public const string UserName = "alice";

    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _authority = new();
    private DockerRegistry? _registry;
    private AzureSimulator? _azure;
    private Task? _starting;

    public string LoginServer => _registry!.LoginServer;

    /// <summary>The registry's log of its requests.</summary>
    public string Log => _registry!.Log;

    public AzureSimulator Azure => _azure!;

    public string Password { get; } = Guid.NewGuid().ToString();

    /// <summary>The file with the authority of the registry's certificate.</summary>
    public string AuthorityFile { get; private set; } = string.Empty;

    /// <summary>The file with the authority of the simulator's certificates.</summary>
    public string AzureAuthorityFile { get; private set; } = string.Empty;

    /// <summary>Starts it for the first test that asks.</summary>
    public Task StartAsync() => _starting ??= StartBothAsync();

    public async ValueTask DisposeAsync()
    {
        if (_azure is not null)
        {
            await _azure.DisposeAsync();
        }

        _registry?.Dispose();
        _authority.Dispose();
        _directory.Dispose();
    }

    private async Task StartBothAsync()
    {
        string htpasswd = Installed.OrSkip("htpasswd", "apache2-utils");
        string people = await Command.SucceedAsync(htpasswd, ["-n", "-i", "-B", UserName], input: Password);
        (string certificate, string key) = _authority.IssueForLocalhost();
        AuthorityFile = _directory.Write("authority.pem", _authority.Pem);
        _registry = await DockerRegistry.StartGuardedAsync(
            _directory.Under("registry"),
            _directory.Write("server.pem", certificate),
            _directory.Write("server.key", key),
            _directory.Write("people", people));
        _azure = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        AzureAuthorityFile = _azure.WriteCertificateAuthority(_directory.Under("azure.pem"));
    }
}
