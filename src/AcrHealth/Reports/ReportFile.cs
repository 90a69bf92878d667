using System.Text;

namespace AcrHealth.Commands;

/// <summary>
/// The file that a report goes to. It is opened before the first result comes, so that who cannot write learns it before the checks have
/// run; what was in it stays until the report is complete.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly bool _isNew;
    private bool _written;

    private ReportFile(FileStream stream, bool isNew)
    {
        _stream = stream;
        _isNew = isNew;
    }

    /// <summary>Opens the file for writing.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="force">Whether a read-only file is made writable.</param>
    /// <param name="noClobber">Whether it must not be there yet.</param>
    /// <exception cref="IOException">It cannot be opened, or is there and must not be.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static ReportFile Open(string path, bool force, bool noClobber)
    {
        bool isNew = !File.Exists(path);
        if (force && !noClobber && !isNew && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
        {
            File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
        }

        return new(new(path, noClobber ? FileMode.CreateNew : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read), isNew);
    }

    /// <summary>Puts the report in the place of what was there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string report)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(report);
        if (_stream.CanSeek)
        {
            _stream.SetLength(0);
        }

        _stream.Write(bytes);
        _stream.Flush();
        _written = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (_isNew && !_written)
        {
            try
            {
                File.Delete(_stream.Name);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // An empty file is left where there was none.
            }
        }
    }
}
