namespace AcrHealth.Integration.Tests.Programs;

/// <summary>A new directory, which is removed with all that is in it.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("acrhealth-").FullName;

    /// <summary>The path of something in it.</summary>
    public string Under(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Writes a file in it and gives the path.</summary>
    public string Write(string name, string content)
    {
        string path = Under(name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Makes a directory in it and gives the path.</summary>
    public string Make(string name) => Directory.CreateDirectory(Under(name)).FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
