using System.Text;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Cli.Running;

/// <summary>
/// Shows how far a run is, in one line on a terminal's standard error that is erased before anything else is written. It has no escape sequences,
/// so that every terminal shows it.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    // A run that ends sooner needs no progress.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _terminal = new();
    private readonly TextWriter _errors = Console.Error;
    private readonly Timer? _timer;
    private int _begun;
    private int _done;
    private int _failing;
    private int _width;
    private int _pauses;

    /// <param name="wanted">Whether progress is wanted; nothing is shown if standard error is no terminal.</param>
    public ProgressLine(bool wanted)
    {
        if (wanted && !Console.IsErrorRedirected)
        {
            Console.SetError(new ErasingWriter(this));
            _timer = new(_ => Draw(), null, Delay, Interval);
        }
    }

    /// <summary>The checks that are running.</summary>
    public RunningChecks Running { get; } = new();

    public void RegistryBegun() => Interlocked.Increment(ref _begun);

    public void RegistryDone(bool failing)
    {
        Interlocked.Increment(ref _done);
        if (failing)
        {
            Interlocked.Increment(ref _failing);
        }
    }

    /// <summary>Writes something else to the terminal.</summary>
    public void Write(Action write)
    {
        using (Pause())
        {
            write();
        }
    }

    /// <summary>Shows nothing until the returned object is disposed of: somebody is asked something.</summary>
    public IDisposable Pause()
    {
        lock (_terminal)
        {
            _pauses++;
            Erase();
        }

        return new Resumption(this);
    }

    public void Dispose()
    {
        if (_timer is null)
        {
            return;
        }

        _timer.Dispose();
        Pause();
        Console.SetError(_errors);
    }

    private void Draw()
    {
        lock (_terminal)
        {
            if (_pauses > 0 || Text() is not { } text)
            {
                return;
            }

            string shown = Fit(text, WindowWidth() - 1);
            Erase();
            _errors.Write(shown);
            _width = CellWidth.Of(shown);
        }
    }

    private void Erase()
    {
        if (_width > 0)
        {
            _errors.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private string? Text()
    {
        string? check = Running.Describe();
        if (_begun <= 1)
        {
            return check;
        }

        string counts = MessageFormat.Format(Strings.ProgressStreaming, _done, _failing, _begun - _done);
        return check is null ? counts : $"{counts}; {check}";
    }

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 1 and int width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    // A longer line would wrap, and could not be erased.
    private static string Fit(string text, int width)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            width -= CellWidth.Of(rune);
            if (width < 0)
            {
                break;
            }

            shown.Append(rune);
        }

        return shown.ToString();
    }

    private sealed class Resumption(ProgressLine line) : IDisposable
    {
        public void Dispose()
        {
            lock (line._terminal)
            {
                line._pauses--;
            }
        }
    }

    /// <summary>Erases the progress before everything that is written to standard error.</summary>
    private sealed class ErasingWriter(ProgressLine line) : TextWriter
    {
        public override Encoding Encoding => line._errors.Encoding;

        public override void Write(char value) => line.Write(() => line._errors.Write(value));

        public override void Write(string? value) => line.Write(() => line._errors.Write(value));

        public override void WriteLine(string? value) => line.Write(() => line._errors.WriteLine(value));

        public override void Flush() => line._errors.Flush();
    }
}
