using System.Runtime.Versioning;

namespace AcrHealth.Testing;

/// <summary>Makes programs that are shell scripts.</summary>
public static class ShellProgram
{
    /// <summary>Whether this machine runs them.</summary>
    [UnsupportedOSPlatformGuard("windows")]
    public static bool CanRun => !OperatingSystem.IsWindows();

    /// <summary>Writes a program that runs a script; the test that needs it is skipped on Windows.</summary>
    public static void WriteOrSkip(string directory, string name, string script)
    {
        Assert.SkipUnless(CanRun, "The programs of this test are shell scripts.");
        if (CanRun)
        {
            Write(directory, name, script);
        }
    }

    /// <summary>Writes a program that runs a script.</summary>
    [UnsupportedOSPlatform("windows")]
    public static void Write(string directory, string name, string script)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
