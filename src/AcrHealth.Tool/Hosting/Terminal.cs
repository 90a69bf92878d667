using System.Globalization;
using System.Management.Automation;
using Microsoft.Win32.SafeHandles;

namespace AcrHealth.Tool.Hosting;

/// <summary>The screen, or what stands in for it when streams are redirected.</summary>
internal sealed class Terminal : IDisposable
{
    private const int WidthWithoutTerminal = 120;
    private const int HeightWithoutTerminal = 50;

    private readonly Utf8Console _console = new();
    private readonly Lock _gate = new();
    private readonly OutputChannel _output;
    private readonly OutputChannel _error;
    private readonly ProgressLine _progress;

    public Terminal()
    {
        bool isOutput = !Console.IsOutputRedirected;
        bool isError = !Console.IsErrorRedirected;
        _output = new OutputChannel(
            OpenOutput(), isOutput, isOutput && CanShowStyle(WindowsConsole.OutputHandle), Lose);
        _error = new OutputChannel(
            Console.OpenStandardError(), isError, isError && CanShowStyle(WindowsConsole.ErrorHandle), _ => { });
        _progress = new ProgressLine(_error);

        bool refusesColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        if (refusesColor || !ShowsStyle)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }
    }

    /// <summary>Nothing more can be written to the standard output. Says what the process has to end with.</summary>
    public event Action<int>? OutputLost;

    /// <summary>Each stream drops by itself the styles that it cannot show.</summary>
    public bool ShowsStyle => _output.ShowsStyle || _error.ShowsStyle;

    /// <summary>A question needs someone who sees it and someone who answers.</summary>
    public bool CanAsk => !Console.IsInputRedirected && _error.IsTerminal;

    public int Width
    {
        get
        {
            if (_output.IsTerminal && Console.WindowWidth is > 0 and int width)
            {
                return width;
            }

            return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns)
                && columns > 0 ? columns : WidthWithoutTerminal;
        }
    }

    public int Height => _output.IsTerminal && Console.WindowHeight is > 0 and int height ? height : HeightWithoutTerminal;

    public void WriteOutput(string text) => Write(_output, text);

    public void WriteOutputLine(string text) => Write(_output, text + Environment.NewLine);

    public void WriteError(string text) => Write(_error, text);

    public void WriteErrorLine(string text) => Write(_error, text + Environment.NewLine);

    public void ShowProgress(ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(record);
        }
    }

    public void EndProgress()
    {
        lock (_gate)
        {
            _progress.Erase();
        }
    }

    public void Dispose() => _console.Dispose();

    // `acrhealth … | head -1`: nobody reads the rest, so there is nothing to tell. Anything else, as a full disk, somebody has to know of.
    private void Lose(IOException exception)
    {
        bool readerLeft = OutputChannel.IsReaderGone(exception);
        if (!readerLeft)
        {
            WriteErrorLine(Message.Format(Strings.CannotWrite, exception.Message));
        }

        OutputLost?.Invoke(readerLeft ? ExitCodes.BrokenPipe : ExitCodes.Failure);
    }

    private void Write(OutputChannel channel, string text)
    {
        lock (_gate)
        {
            _progress.Erase();
            channel.Write(text);
        }
    }

    private static bool CanShowStyle(int windowsHandle) => OperatingSystem.IsWindows()
        ? WindowsConsole.TryEnableStyles(windowsHandle)
        : Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        // The console's own stream swallows a broken pipe, and a run of many checks would go on for nobody. A file keeps it:
        // programs that the script starts write through the same offset, which a file stream would not move.
        FileStream stream = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
