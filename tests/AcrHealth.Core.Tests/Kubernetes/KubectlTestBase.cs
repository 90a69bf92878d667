using AcrHealth.Kubernetes;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>Tests that run the real kubectl against a server of their own.</summary>
public abstract class KubectlTestBase : IAsyncDisposable
{
    private readonly ApiServer _server = new();
    private readonly string? _path = ProgramPath.Find(Kubectl.Command).Path;

    protected KubectlTestBase()
    {
        Assert.SkipWhen(_path is null, "kubectl is not installed.");
    }

    private protected ApiServer Server => _server;

    private protected Kubectl Client => ClientWith(null, TimeSpan.FromSeconds(30));

    private protected Kubectl ClientWith(string? context, TimeSpan timeout) => new(_path!, context, _server.Environment) { RequestTimeout = timeout };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
