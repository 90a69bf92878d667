namespace AcrHealth.Files;

/// <summary>
/// Writes to a FIFO, a terminal or another file that accepts only as much as its reader consumes. The wait for the reader can be cancelled, which
/// a blocked write of the .NET runtime cannot.
/// </summary>
internal sealed class StreamTarget : IDisposable
{
    // A pipe accepts this many bytes as a whole or not at all (POSIX: PIPE_BUF is at least 512; 4096 on Linux and 512 on macOS).
    private const int Portion = 512;

    // The error of open and write if there is no reader, or it has not read what was written.
    private const int LinuxTryAgain = 11;
    private const int MacTryAgain = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path;
    private FileStream? _stream;

    private StreamTarget(string path, FileStream? stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Opens such a file, whether or not it has a reader; null for any other file, or one that cannot be written.</summary>
    public static StreamTarget? TryOpen(string path)
    {
        if (!UnixFile.IsSupported || !File.Exists(path))
        {
            return null;
        }

        try
        {
            if (UnixFile.OpenWrite(path) is not { } handle)
            {
                return new(path, null);
            }

            var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return new(path, stream);
            }

            stream.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The caller then opens it as a regular file, which reports why it cannot be written.
        }

        return null;
    }

    /// <summary>Writes all bytes, as fast as they are read.</summary>
    /// <exception cref="IOException">The file cannot be written, or its reader has gone.</exception>
    /// <exception cref="OperationCanceledException">The wait for a reader was cancelled.</exception>
    public void Write(ReadOnlySpan<byte> bytes, CancellationToken cancellationToken)
    {
        FileStream stream = _stream ??= Open(cancellationToken);
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> portion = bytes[..Math.Min(Portion, bytes.Length)];
            try
            {
                stream.Write(portion);
                bytes = bytes[portion.Length..];
            }
            catch (IOException exception) when (exception.HResult is LinuxTryAgain or MacTryAgain)
            {
                Wait(cancellationToken);
            }
        }
    }

    public void Dispose() => _stream?.Dispose();

    private static void Wait(CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(Pause);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private FileStream Open(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (UnixFile.OpenWrite(_path) is { } handle)
            {
                return new(handle, FileAccess.Write, bufferSize: 0);
            }

            Wait(cancellationToken);
        }
    }
}
