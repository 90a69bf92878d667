using System.Runtime.InteropServices;

namespace AcrHealth.Tool.Hosting;

/// <summary>Turns Ctrl+C and SIGTERM into a request to stop; the second one ends the process as if nobody had listened.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, ExitCodes.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, ExitCodes.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>What the process has to say when it was stopped; null while it was not.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    public void Request(int exitCode)
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
        context.Cancel = _exitCode == 0;
        Request(exitCode);
    }
}
