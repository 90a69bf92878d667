namespace AcrHealth.Testing;

/// <summary>A new directory, which is removed with all that is in it. It stands for its path where a text is expected.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>The directory's path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("acrhealth-").FullName;

    public static implicit operator string(TemporaryDirectory directory) => directory.Path;

    /// <summary>The path of something in it.</summary>
    public string Under(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file in it and gives the path.</summary>
    public string Write(string name, string content, bool executable = false)
    {
        string path = Under(name);
        File.WriteAllText(path, content);
        if (executable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Writes a script for the Bourne shell and gives its path.</summary>
    public string Script(string name, string body, bool executable = true) => Write(name, "#!/bin/sh\n" + body + "\n", executable);

    /// <summary>Makes a directory in it and gives the path.</summary>
    public string Make(string name) => Directory.CreateDirectory(Under(name)).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
