using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>Files as Unix has them; the test that needs one is skipped on Windows.</summary>
internal static class UnixFile
{
    private const string Reason = "Windows has neither shell scripts nor file modes.";

    /// <summary>Writes a program that is a shell script.</summary>
    public static void WriteProgram(string directory, string name, string script)
    {
        Assert.SkipUnless(ShellProgram.CanRun, Reason);
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(directory, name, script);
        }
    }

    public static void SetMode(string path, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), Reason);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
