using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace AcrHealth.Tool.Hosting;

/// <summary>The latest progress record as one line on the error stream, which erases itself.</summary>
internal sealed class ProgressLine(OutputChannel channel)
{
    private const string EraseLine = "\r\u001b[K";
    private const long MillisecondsBetweenDrawings = 100;

    private bool _isDrawn;
    private long _drawnAt = long.MinValue / 2;

    public void Show(ProgressRecord record)
    {
        if (!channel.ShowsStyle)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Erase();
            return;
        }

        long now = Environment.TickCount64;
        if (now - _drawnAt < MillisecondsBetweenDrawings)
        {
            return;
        }

        // One cell stays free: a full line would wrap on some terminals, and then could not be erased.
        string line = CellWidth.Cut(Describe(record), Math.Max(1, Console.WindowWidth - 1));
        channel.WriteRaw(EraseLine + line);
        _isDrawn = true;
        _drawnAt = now;
    }

    public void Erase()
    {
        if (_isDrawn)
        {
            channel.WriteRaw(EraseLine);
            _isDrawn = false;
        }
    }

    private static string Describe(ProgressRecord record)
    {
        StringBuilder line = new(record.Activity);
        if (record.PercentComplete >= 0)
        {
            line.Append(CultureInfo.CurrentCulture, $" {record.PercentComplete}%");
        }

        foreach (string? part in (string?[])[record.StatusDescription, record.CurrentOperation])
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                line.Append(" - ").Append(part);
            }
        }

        for (int index = 0; index < line.Length; index++)
        {
            if (char.IsControl(line[index]))
            {
                line[index] = ' ';
            }
        }

        return line.ToString();
    }
}
