using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace AcrHealth.Tool.Hosting;

/// <summary>One of the process's two output streams: UTF-8, with styles only where they can be seen.</summary>
internal sealed class OutputChannel
{
    // EPIPE of Unix; ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    private readonly Stream _stream;
    private readonly Action<IOException> _lost;
    private bool _isClosed;

    public OutputChannel(Stream stream, bool isTerminal, bool showsStyle, Action<IOException> lost)
    {
        _stream = stream;
        _lost = lost;
        IsTerminal = isTerminal;
        ShowsStyle = showsStyle;
    }

    public bool IsTerminal { get; }

    public bool ShowsStyle { get; }

    /// <summary>Whether it could not be written because whoever read it has gone.</summary>
    public static bool IsReaderGone(IOException exception) =>
        exception.HResult is WindowsBrokenPipe or WindowsNoData || (exception.HResult == BrokenPipe && !OperatingSystem.IsWindows());

    public void Write(string text)
    {
        // A script that sets OutputRendering to Ansi asks for styles in a file or a pager too.
        bool keepStyle = ShowsStyle || PSStyle.Instance.OutputRendering == OutputRendering.Ansi;
        WriteRaw(PSHostUserInterface.GetOutputString(text, keepStyle));
    }

    /// <summary>Writes control sequences that are no decoration, and so stay when colors are off.</summary>
    public void WriteRaw(string text)
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            _stream.Write(Encoding.UTF8.GetBytes(text));
            _stream.Flush();
        }
        catch (IOException exception)
        {
            _isClosed = true;
            _lost(exception);
        }
    }
}
