using System.Text;

namespace AcrHealth.Simulator.Terminal;

/// <summary>Makes a Windows console show UTF-8 while the program runs, and restores the code page of the shell.</summary>
internal sealed class Utf8Console : IDisposable
{
    private Encoding? _before;

    public Utf8Console()
    {
        if (OperatingSystem.IsWindows() && !(Console.IsOutputRedirected && Console.IsErrorRedirected))
        {
            _before = Console.OutputEncoding;
            Console.OutputEncoding = Encoding.UTF8;
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        GiveBack();
    }

    // A script's `exit` and the second Ctrl+C end the process without disposing of anything.
    private void OnExit(object? sender, EventArgs arguments) => GiveBack();

    private void GiveBack()
    {
        if (Interlocked.Exchange(ref _before, null) is { } before)
        {
            Console.OutputEncoding = before;
        }
    }
}
