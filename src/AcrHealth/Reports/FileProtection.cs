namespace AcrHealth.Reports;

/// <summary>Remembers a file's permissions, so that they can be restored after it was written.</summary>
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

    /// <exception cref="IOException">The permissions cannot be read.</exception>
    public static FileProtection Of(string path) => new(path);

    /// <summary>Makes a read-only file writable.</summary>
    /// <exception cref="UnauthorizedAccessException">The change is not allowed.</exception>
    public void Lift()
    {
        if (IsReadOnly)
        {
            File.SetAttributes(_path, _attributes & ~FileAttributes.ReadOnly);
        }
    }

    /// <summary>Gives the permissions to a file that replaces this one; it becomes read-only only after the replacement.</summary>
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
            // The file was deleted, or no longer belongs to this account.
        }
    }
}
