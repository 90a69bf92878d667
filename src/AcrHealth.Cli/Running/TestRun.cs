using System.Threading.Channels;
using AcrHealth.Cli.Output;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Cli.Running;

/// <summary>Runs the checks of this machine and of registries, several registries at a time, and hands over the results of each target together.</summary>
/// <param name="session">The session of the checks, with their services.</param>
/// <param name="output">Receives the results; used by one thread.</param>
/// <param name="progress">Receives how far the run is.</param>
/// <param name="throttleLimit">The number of registries that are checked at a time.</param>
internal sealed class TestRun(HealthCheckSession session, IResultOutput output, ProgressLine progress, int throttleLimit)
{
    /// <summary>Whether a check failed.</summary>
    public bool AnyFailed { get; private set; }

    /// <summary>Whether anything was checked.</summary>
    public bool AnyResults { get; private set; }

    /// <summary>Checks this machine, and the registries as they are read.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the results that were handed over remain valid.</exception>
    /// <exception cref="IOException">The results cannot be written.</exception>
    public async Task RunAsync(IEnumerable<RegistryTarget> registries, CancellationToken cancellationToken)
    {
        // Bounded, so that names are not read faster than they are checked.
        var finished = Channel.CreateBounded<IReadOnlyList<HealthCheckResult>>(throttleLimit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = WriteAsync(finished.Reader, stop);
        try
        {
            using var turns = new SemaphoreSlim(throttleLimit);
            List<Task> running = [];
            if (session.ChecksOf(null).Count > 0)
            {
                running.Add(CheckAsync(null, finished.Writer, stop.Token));
            }

            if (session.ChecksOf(Anything).Count > 0)
            {
                foreach (RegistryTarget registry in registries)
                {
                    await turns.WaitAsync(stop.Token).ConfigureAwait(false);
                    running.RemoveAll(task => task.IsCompletedSuccessfully);
                    running.Add(CheckInTurnAsync(registry, turns, finished.Writer, stop.Token));
                }
            }

            await Task.WhenAll(running).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The output failed, which is reported to the caller below.
        }
        finally
        {
            finished.Writer.Complete();
            await writing.ConfigureAwait(false);
        }
    }

    private static RegistryTarget Anything { get; } = new() { Input = string.Empty, Name = string.Empty };

    private async Task CheckInTurnAsync(
        RegistryTarget registry, SemaphoreSlim turns, ChannelWriter<IReadOnlyList<HealthCheckResult>> finished, CancellationToken cancellationToken)
    {
        progress.RegistryBegun();
        try
        {
            progress.RegistryDone(await CheckAsync(registry, finished, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            turns.Release();
        }
    }

    // Whether a check failed.
    private async Task<bool> CheckAsync(RegistryTarget? target, ChannelWriter<IReadOnlyList<HealthCheckResult>> finished, CancellationToken cancellationToken)
    {
        List<HealthCheckResult> results = [];
        try
        {
            await HealthCheckRunner.RunAsync(session, target, results.Add, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (results.Count > 0)
            {
                await finished.WriteAsync(results, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return results.Any(result => result.Status == CheckStatus.Failed);
    }

    private async Task WriteAsync(ChannelReader<IReadOnlyList<HealthCheckResult>> finished, CancellationTokenSource stop)
    {
        try
        {
            await foreach (IReadOnlyList<HealthCheckResult> results in finished.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                AnyResults = true;
                AnyFailed |= results.Any(result => result.Status == CheckStatus.Failed);
                progress.Write(() => output.Write(results));
            }
        }
        catch (IOException)
        {
            // No reader is left: running checks are stopped, and must not wait for room in the channel.
            await stop.CancelAsync().ConfigureAwait(false);
            await foreach (IReadOnlyList<HealthCheckResult> _ in finished.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
            }

            throw;
        }
    }
}
