namespace AcrHealth.Tool.Commands;

/// <summary>A directory that nobody else can read, and that goes with what uses it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("acrhealth-");

    public string PathTo(string fileName) => Path.Combine(_directory.FullName, fileName);

    public void Dispose() => _directory.Delete(recursive: true);
}
