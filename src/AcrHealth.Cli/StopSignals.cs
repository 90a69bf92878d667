using System.Runtime.InteropServices;

namespace AcrHealth.Cli;

/// <summary>Turns the first Ctrl+C or SIGTERM into a cancellation; the second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    // 128 and the number of the signal, as shells report a program that a signal ended.
    public const int Interrupted = 130;
    public const int Terminated = 143;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of a stopped process; null if no signal came.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    /// <summary>Whether Ctrl+C belongs to a program that runs in the foreground, such as a shell, and is ignored here.</summary>
    public bool LeavesInterruptsToChild { get; set; }

    /// <summary>Stops the run without a signal, for example because the reader of the output closed it.</summary>
    public void Stop(int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0)
        {
            _source.Cancel();
        }
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context, int exitCode)
    {
        if (LeavesInterruptsToChild && exitCode == Interrupted)
        {
            context.Cancel = true;
            return;
        }

        context.Cancel = _exitCode == 0;
        Stop(exitCode);
    }
}
