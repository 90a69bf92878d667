using System.Globalization;
using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Queries the settings of the container client and its engine once, for the checks of this machine and of every registry.</summary>
internal sealed class SharedEngine
{
    // The check DockerDaemon reports an engine that hangs, and has the whole timeout for it; registries do not wait that long.
    private static readonly TimeSpan MaximumTimeout = TimeSpan.FromSeconds(5);

    private readonly Lazy<Task<ContainerEngine?>> _engine;

    /// <param name="timeout">The timeout of one check.</param>
    /// <param name="log">Receives a line about the program's run.</param>
    /// <param name="scope">Owns the run.</param>
    public SharedEngine(TimeSpan timeout, Action<string> log, RunScope scope)
    {
        TimeSpan timeLimit = timeout < MaximumTimeout ? timeout : MaximumTimeout;
        _engine = new(() => scope.Run(stopped => AskAsync(timeLimit, log, stopped)));
        Client = new(ContainerClient.Find);
    }

    /// <summary>The container client on the PATH, or the reason why there is none.</summary>
    public Lazy<ContainerClientLookup> Client { get; }

    /// <summary>Returns the client's response; null if there is no client, its response cannot be read, or it timed out.</summary>
    public Task<ContainerEngine?> AskAsync(CancellationToken cancellationToken) => _engine.Value.WaitAsync(cancellationToken);

    /// <summary>Returns the client's response, for callers that can do without it; null if there is none.</summary>
    public async Task<ContainerEngine?> TryAskAsync()
    {
        try
        {
            return await _engine.Value.ConfigureAwait(false) is { HasAnswered: true } engine ? engine : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<ContainerEngine?> AskAsync(TimeSpan timeLimit, Action<string> log, CancellationToken stopped)
    {
        if (Client.Value.Client is not { } client)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        deadline.CancelAfter(timeLimit);
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        ProgramRun run = await ProgramRunner.RunAsync(client.Path, ClientArguments.Information(client), deadline.Token).ConfigureAwait(false);
        log(MessageFormat.Format(
            Strings.VerboseProgram, $"{client.Command} {(client.IsCtr ? "plugins" : "info")}", run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-", run.Duration.TotalMilliseconds));
        return EngineInformation.Read(client, run.Output) is { } engine ? engine with { Asked = (begun, DateTimeOffset.UtcNow) } : null;
    }
}
