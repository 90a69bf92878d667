using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Nodes;

/// <summary>A node with a real containerd and the test's credential provider, and a simulator that it pulls from; for the tests of a class.</summary>
public sealed class ContainerdNode : IAsyncLifetime
{
    private readonly NodeSandbox _files = new();
    private readonly ModuleEngine _module = new();
    private ContainerdEngine? _engine;

    public AzureSimulator Azure { get; private set; } = null!;

    internal ContainerdEngine Engine => _engine!;

    private string Authority => _files.At("ca.pem");

    public async ValueTask InitializeAsync()
    {
        Azure = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        Azure.WriteCertificateAuthority(Authority);
        _engine = await ContainerdEngine.StartAsync();
        Configure(Azure.Healthy.LoginServer);
    }

    public async ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        _module.Dispose();
        _files.Dispose();
        await Azure.DisposeAsync();
    }

    /// <summary>Lets containerd trust the simulator for a registry, and ask mirrors before it.</summary>
    public void Configure(string registry, params string[] mirrors) => Engine.Configure(registry, Authority, mirrors);

    /// <summary>Gives the kubelet a credential provider for the healthy registry.</summary>
    public void Provide(string script) => Engine.Node.Provide(Azure.Healthy.LoginServer, script);

    /// <summary>Leaves the kubelet without a credential provider.</summary>
    public void ProvideNothing() => File.Delete(Engine.Node.Write("var/lib/kubelet/credential-provider-config.yaml", string.Empty));

    /// <summary>The file of a pull secret with a login.</summary>
    public string PullSecret(string user, string password, string? registry = null) => _files.Write(
        "secret.json", $$"""{"auths":{"{{registry ?? Azure.Healthy.LoginServer}}":{"username":"{{user}}","password":"{{password}}"} } }""");

    /// <summary>Pulls through containerd, without being asked, and with what else is given.</summary>
    public ScriptOutcome Pull(string registry, string image, string parameters, string checks = "ContainerdPull", int seconds = 60) => _module.Run(
        $"param($registry, $authority, $root, $image) Test-AcrHealth $registry -CACertificate $authority -NodeRoot $root -Repository $image -Check {checks} -Force -TimeoutSeconds {seconds} {parameters}",
        registry, Authority, Engine.Node.Root, image);
}
