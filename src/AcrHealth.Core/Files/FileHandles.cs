using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AcrHealth.Files;

/// <summary>The file handles of this process: connections, pipes and files take one each, and a system allows it only so many.</summary>
internal static class FileHandles
{
    private const string OpenHandles = "/dev/fd";
    private const int LinuxLimit = 7;
    private const int MacLimit = 8;

    // EMFILE and ENFILE: this process, or the whole machine, has as many as it may.
    private const int SystemHasTooMany = 23;
    private const int ProcessHasTooMany = 24;

    /// <summary>Returns the number of handles that this process can still open; null if there is no limit, or none is known.</summary>
    public static long? Free()
    {
        try
        {
            return UnixFile.IsSupported && GetLimit(OperatingSystem.IsMacOS() ? MacLimit : LinuxLimit, out Limit limit) == 0
                ? Math.Max((long)Math.Min(limit.Current, int.MaxValue) - Directory.EnumerateFileSystemEntries(OpenHandles).LongCount(), 0)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Returns whether something failed for lack of handles or threads, and may succeed when other work has finished.</summary>
    public static bool AreExhausted(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable } or TaskSchedulerException
                || (!OperatingSystem.IsWindows() && cause is IOException { HResult: SystemHasTooMany or ProcessHasTooMany })
                || (!OperatingSystem.IsWindows() && cause is Win32Exception { NativeErrorCode: SystemHasTooMany or ProcessHasTooMany }))
            {
                return true;
            }
        }

        return false;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Current;
        public nuint Maximum;
    }
}
