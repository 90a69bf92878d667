using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AcrHealth.Cli.Output;

/// <summary>
/// Writes to standard output in UTF-8, and detects that its reader has closed it: the console's own stream ignores that, and a run of many
/// registries would continue without a reader.
/// </summary>
internal static class StandardOutput
{
    // EPIPE of Linux and macOS, and ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Apply()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Utf8;
            return;
        }

        if (!Console.IsOutputRedirected)
        {
            return;
        }

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (stream.CanSeek)
        {
            // A file has no reader, and other programs write through the same offset, which a file stream would not move.
            return;
        }

        Console.SetOut(TextWriter.Synchronized(new StreamWriter(stream, Utf8) { AutoFlush = true }));
    }

    /// <summary>Whether an output failed because its reader has closed it.</summary>
    public static bool IsReaderGone(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is WindowsBrokenPipe or WindowsNoData
        : exception.HResult == BrokenPipe;
}
