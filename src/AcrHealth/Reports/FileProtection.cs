namespace AcrHealth.Reports;

/// <summary>What a file's permissions were, so that it has them again when it has been written.</summary>
internal sealed class FileProtection
{
    private readonly string _path;
    private readonly FileAttributes _attributes;
    private readonly UnixFileMode? _mode;

    private FileProtection(string path)
    {
        _path = path;
        _attributes = File.GetAttributes(path);
        _mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);
    }

    private bool IsReadOnly => (_attributes & FileAttributes.ReadOnly) != 0;

    /// <exception cref="IOException">They cannot be read.</exception>
    public static FileProtection Of(string path) => new(path);

    /// <summary>Makes a read-only file writable.</summary>
    /// <exception cref="UnauthorizedAccessException">That is not allowed.</exception>
    public void Lift()
    {
        if (IsReadOnly)
        {
            File.SetAttributes(_path, _attributes & ~FileAttributes.ReadOnly);
        }
    }

    /// <summary>Lets another file that takes this one's place be as open as it was; read-only it becomes when it is there.</summary>
    public void GiveTo(string path)
    {
        if (_mode is { } mode && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    /// <summary>Makes the file read-only again, if it was.</summary>
    public void Restore()
    {
        if (!IsReadOnly)
        {
            return;
        }

        try
        {
            if (_mode is { } mode && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_path, mode);
            }
            else
            {
                File.SetAttributes(_path, _attributes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has gone, or is no longer ours.
        }
    }
}
