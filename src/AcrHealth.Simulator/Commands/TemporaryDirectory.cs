using System.Runtime.InteropServices;

namespace AcrHealth.Simulator.Commands;

/// <summary>
/// A directory that only this user can read. It is deleted when it is disposed of, when the process is told to end, or, if the process was
/// killed, at the next start.
/// </summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private const string Prefix = "acrhealth-run-";

    // Held open for as long as the directory is used; the system lets go of it when the process ends, however it ends.
    private const string LockName = ".lock";

    private readonly DirectoryInfo _directory;
    private readonly FileStream _lock;
    private readonly PosixSignalRegistration[] _signals;

    public TemporaryDirectory()
    {
        DeleteStale(Path.GetTempPath());
        _directory = Directory.CreateTempSubdirectory(Prefix);
        _lock = new(PathTo(LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        AppDomain.CurrentDomain.ProcessExit += OnExit;

        // A process that a signal ends has no other moment for it; what the signal does otherwise, it still does.
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, _ => Delete()))];
    }

    public string PathTo(string fileName) => Path.Combine(_directory.FullName, fileName);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        Delete();
    }

    /// <summary>Deletes the directories of processes that are no more.</summary>
    private static void DeleteStale(string root)
    {
        try
        {
            foreach (DirectoryInfo directory in new DirectoryInfo(root).EnumerateDirectories(Prefix + "*"))
            {
                // A link is somebody else's.
                if (directory.LinkTarget is null && IsAbandoned(Path.Combine(directory.FullName, LockName)))
                {
                    Delete(directory);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // They are left to the next start, or to the system.
        }
    }

    private static bool IsAbandoned(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in use, another user's, or not there yet.
            return false;
        }
    }

    private static void Delete(DirectoryInfo directory)
    {
        try
        {
            directory.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody has been faster, or has a file of it open: it is left to the next start.
        }
    }

    private void OnExit(object? sender, EventArgs arguments) => Delete();

    private void Delete()
    {
        _lock.Dispose();
        Delete(_directory);
    }
}
