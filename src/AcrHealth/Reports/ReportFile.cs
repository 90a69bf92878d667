using System.Text;
using AcrHealth.Files;

namespace AcrHealth.Reports;

/// <summary>
/// The file that a report is written to. It is opened before the first result, so that a missing permission is noticed before the checks have
/// run; its old content stays until the report is complete, and concurrent readers find the old report or the new one, never a part.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    // The same limit as in Linux.
    private const int MostLinks = 40;

    private readonly string _path;
    private readonly FileProtection? _protection;
    private readonly bool _noClobber;

    // One of these: a file beside it that will replace it; the file itself, if it cannot be replaced; or a pipe or terminal.
    private readonly FileStream? _beside;
    private readonly FileStream? _itself;
    private readonly StreamTarget? _stream;

    private ReportFile(string given, string path, FileProtection? protection, bool noClobber)
    {
        _path = path;
        _protection = protection;
        _noClobber = noClobber;
        // A redirected /dev/stdout is a file that the shell has open: after a replacement, the shell's later output would go to another file.
        bool isStream = given.StartsWith("/dev/", StringComparison.Ordinal) || given.StartsWith("/proc/", StringComparison.Ordinal);
        if (!isStream && protection is null && !Directory.Exists(path))
        {
            _beside = TemporaryFile(path);
        }

        if (_beside is not null)
        {
            return;
        }

        // Opened by the given name: the target of a link to a pipe has no name.
        _stream = noClobber ? null : StreamTarget.TryOpen(given);
        if (_stream is not null)
        {
            return;
        }

        _itself = new(given, noClobber ? FileMode.CreateNew : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);

        // Devices are written to directly. A device reports that it is empty; a file that does so has no report to lose.
        if (!isStream && _itself is { CanSeek: true, Length: > 0 } && TemporaryFile(path) is { } beside)
        {
            _itself.Dispose();
            _itself = null;
            _beside = beside;
        }
    }

    /// <summary>Opens the file for writing.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="force">Whether a read-only file is written, too. It is read-only again afterwards.</param>
    /// <param name="noClobber">Whether an existing file is an error.</param>
    /// <exception cref="IOException">It cannot be opened, or exists and must not.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static ReportFile Open(string path, bool force, bool noClobber)
    {
        string target = EndOfLinks(path);
        FileProtection? protection = File.Exists(target) ? FileProtection.Of(target) : null;
        try
        {
            if (force)
            {
                protection?.Lift();
            }

            return new(path, target, protection, noClobber);
        }
        catch
        {
            protection?.Restore();
            throw;
        }
    }

    /// <summary>Replaces the old content with the report.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It is a pipe, and waiting for its reader was cancelled.</exception>
    public void Write(string report, CancellationToken cancellationToken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(report);
        if (_stream is not null)
        {
            _stream.Write(bytes, cancellationToken);
            return;
        }

        if (_beside is null)
        {
            Write(_itself!, bytes);
            return;
        }

        // A full disk may be noticed only now, while the old report still exists.
        _beside.Write(bytes);
        _beside.Flush(flushToDisk: true);
        _beside.Dispose();
        _protection?.GiveTo(_beside.Name);
        try
        {
            File.Move(_beside.Name, _path, overwrite: !_noClobber);
        }
        catch (IOException) when (!_noClobber && File.Exists(_path))
        {
            // A file that is a mount of its own, as in a container, can be written but not replaced.
            using FileStream there = new(_path, FileMode.Open, FileAccess.Write, FileShare.Read);
            Write(there, bytes);
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _itself?.Dispose();
        if (_beside is not null)
        {
            _beside.Dispose();
            Delete(_beside.Name);
        }

        _protection?.Restore();
    }

    private static void Write(FileStream stream, byte[] bytes)
    {
        if (stream is { CanSeek: true, Length: > 0 })
        {
            stream.SetLength(0);
        }

        stream.Write(bytes);
        stream.Flush();
    }

    // A link keeps its target.
    private static string EndOfLinks(string path)
    {
        string end = path;
        for (int links = 0; links < MostLinks && new FileInfo(end).LinkTarget is { } target; links++)
        {
            end = Path.GetFullPath(target, Path.GetDirectoryName(end)!);
        }

        return end;
    }

    // If no temporary file can be created, the file itself is written; if that fails, too, its error is reported.
    private static FileStream? TemporaryFile(string path)
    {
        try
        {
            return new(Path.Combine(Path.GetDirectoryName(path)!, $".acrhealth-{Path.GetRandomFileName()}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file is left behind.
        }
    }
}
