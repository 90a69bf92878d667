using System.Diagnostics;

namespace AcrHealth.Testing;

/// <summary>Looks whether processes have ended.</summary>
public static class ChildProcesses
{
    // One whose parent has ended may stay as a zombie where process 1 does not collect it; it has ended all the same.
    public static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            string state = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1] : string.Empty;
            return !process.HasExited && !state.StartsWith('Z');
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }
}
