namespace AcrHealth.Testing;

/// <summary>The programs of this machine.</summary>
public static class Installed
{
    /// <summary>The full path of a program; the test that needs it is skipped where it is not installed.</summary>
    public static string OrSkip(string program, string package)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{program} is not on the PATH (Debian's package {package}).");
        return path;
    }
}
