namespace AcrHealth.Tool.Commands;

/// <summary>A directory that nobody else can read, and that goes with what uses it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("acrhealth-");

    public string PathTo(string fileName) => Path.Combine(_directory.FullName, fileName);

    public void Dispose()
    {
        try
        {
            _directory.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody has been faster, or has a file of it open: it is left to the system.
        }
    }
}
