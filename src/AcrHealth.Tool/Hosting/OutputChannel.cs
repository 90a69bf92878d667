using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace AcrHealth.Tool.Hosting;

/// <summary>One of the process's two output streams: UTF-8, with styles only where they can be seen.</summary>
internal sealed class OutputChannel
{
    private readonly Stream _stream;
    private readonly Action _readerLeft;
    private bool _isClosed;

    public OutputChannel(Stream stream, bool isTerminal, bool showsStyle, Action readerLeft)
    {
        _stream = stream;
        _readerLeft = readerLeft;
        IsTerminal = isTerminal;
        ShowsStyle = showsStyle;
    }

    public bool IsTerminal { get; }

    public bool ShowsStyle { get; }

    public void Write(string text)
    {
        // A script that sets OutputRendering to Ansi asks for styles in a file or a pager too.
        bool keepStyle = ShowsStyle || PSStyle.Instance.OutputRendering == OutputRendering.Ansi;
        WriteRaw(PSHostUserInterface.GetOutputString(text, keepStyle));
    }

    /// <summary>Writes control sequences that are no decoration, and so stay when colours are off.</summary>
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
        catch (IOException)
        {
            // `acrhealth … | head -1`: nobody reads the rest, so there is nothing to tell and no reason to go on.
            _isClosed = true;
            _readerLeft();
        }
    }
}
