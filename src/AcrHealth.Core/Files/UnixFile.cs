using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AcrHealth.Files;

/// <summary>Opens files on Linux and macOS without blocking: the .NET runtime blocks a thread forever if nobody opens the other end of a FIFO.</summary>
internal static class UnixFile
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;

    // The values differ between the systems.
    private const int LinuxNonBlocking = 0x800;
    private const int LinuxCloseOnExec = 0x80000;
    private const int MacNonBlocking = 0x4;
    private const int MacCloseOnExec = 0x1000000;

    private const int NotPermitted = 1;
    private const int NoDeviceOrAddress = 6;
    private const int PermissionDenied = 13;

    /// <summary>Whether this system has files whose opening can block.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Opens a file for reading. A FIFO without a writer opens, and is empty.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This account has no permission.</exception>
    public static SafeFileHandle OpenRead(string path) => Open(path, ReadOnly) ?? throw new IOException(path);

    /// <summary>Opens a file for writing; null for a FIFO without a reader.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This account has no permission.</exception>
    public static SafeFileHandle? OpenWrite(string path) => Open(path, WriteOnly);

    private static SafeFileHandle? Open(string path, int access)
    {
        int flags = access | (OperatingSystem.IsMacOS() ? MacNonBlocking | MacCloseOnExec : LinuxNonBlocking | LinuxCloseOnExec);
        int descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), flags);
        if (descriptor >= 0)
        {
            return new(descriptor, ownsHandle: true);
        }

        int error = Marshal.GetLastPInvokeError();
        string reason = Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            NoDeviceOrAddress => null,
            NotPermitted or PermissionDenied => throw new UnauthorizedAccessException(reason),
            _ => throw new IOException(reason),
        };
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
