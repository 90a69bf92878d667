namespace AcrHealth.Core.Tests.Support;

/// <summary>A directory that goes when the test ends.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("acrhealth-").FullName;

    /// <summary>A script for the Bourne shell.</summary>
    public string Script(string name, string body, bool executable = true) => File(name, "#!/bin/sh\n" + body + "\n", executable);

    public string File(string name, string content, bool executable)
    {
        string path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllText(path, content);
        if (executable && !OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
