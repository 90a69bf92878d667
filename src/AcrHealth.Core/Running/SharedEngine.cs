using System.Globalization;
using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Asks the container client once what it and its engine are set to, for the checks of this machine and of every registry.</summary>
internal sealed class SharedEngine
{
    // An engine that hangs is for DockerDaemon to tell, which has the whole time; registries do not wait for it that long.
    private static readonly TimeSpan MaximumTimeout = TimeSpan.FromSeconds(5);

    private readonly Lazy<Task<ContainerEngine?>> _engine;

    /// <param name="timeout">How long one check may take.</param>
    /// <param name="log">Is told of the program's run in a line.</param>
    /// <param name="scope">Owns the run.</param>
    public SharedEngine(TimeSpan timeout, Action<string> log, RunScope scope)
    {
        TimeSpan timeLimit = timeout < MaximumTimeout ? timeout : MaximumTimeout;
        _engine = new(() => scope.Run(stopped => AskAsync(timeLimit, log, stopped)));
        Client = new(() => ProgramPath.Find(ContainerClient.ConfiguredCommand));
    }

    /// <summary>The container client on the PATH, or why there is none.</summary>
    public Lazy<ProgramLookup> Client { get; }

    /// <summary>What the client told; null where there is none, it told nothing that can be read, or not in time.</summary>
    public Task<ContainerEngine?> AskAsync(CancellationToken cancellationToken) => _engine.Value.WaitAsync(cancellationToken);

    /// <summary>What the client told, for those who do without; null if it told nothing.</summary>
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
        if (Client.Value.Path is not { } path)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        deadline.CancelAfter(timeLimit);
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        ProgramRun run = await ProgramRunner.RunAsync(path, ["info", "--format", "{{json .}}"], deadline.Token).ConfigureAwait(false);
        log(MessageFormat.Format(
            Strings.VerboseProgram, "info", run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-", run.Duration.TotalMilliseconds));
        return EngineInformation.Read(run.Output) is { } engine ? engine with { Asked = (begun, DateTimeOffset.UtcNow) } : null;
    }
}
