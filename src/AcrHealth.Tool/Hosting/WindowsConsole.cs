using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace AcrHealth.Tool.Hosting;

/// <summary>Older console windows show styles only when a program asks them to.</summary>
internal static class WindowsConsole
{
    public const int OutputHandle = -11;
    public const int ErrorHandle = -12;

    private const uint VirtualTerminalProcessing = 0x0004;

    /// <summary>Whether the console behind a standard handle shows styles from here on.</summary>
    [SupportedOSPlatform("windows")]
    public static bool TryEnableStyles(int standardHandle)
    {
        nint handle = GetStdHandle(standardHandle);
        return GetConsoleMode(handle, out uint mode) && SetConsoleMode(handle, mode | VirtualTerminalProcessing);
    }

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int standardHandle);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint handle, uint mode);
}
