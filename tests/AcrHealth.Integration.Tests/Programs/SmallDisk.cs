using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>A disk of a few megabytes: a tmpfs, mounted on a directory until disposed of.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _directory;

    private SmallDisk(string directory) => _directory = directory;

    public static async Task<SmallDisk> MountAsync(string directory, int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root mounts disks.");
        Directory.CreateDirectory(directory);
        CommandResult result = await Command.RunAsync(
            Installed.OrSkip("mount", "mount"), ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", directory]);
        Assert.SkipUnless(result.ExitCode == 0, $"Nothing can be mounted here: {result.Error}");
        return new(directory);
    }

    // Lazily: whoever still has a file open there may keep it.
    public void Dispose()
    {
        using Process process = Process.Start("umount", ["--lazy", _directory]);
        process.WaitForExit();
    }
}
