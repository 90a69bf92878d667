using Microsoft.Extensions.Hosting;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Leaves Ctrl+C and SIGTERM to the program that the simulator runs in; the framework's own lifetime would take them.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
