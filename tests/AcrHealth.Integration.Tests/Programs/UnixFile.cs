namespace AcrHealth.Integration.Tests.Programs;

/// <summary>Files as Unix has them; the test that needs one is skipped on Windows.</summary>
internal static class UnixFile
{
    public static void SetMode(string path, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
