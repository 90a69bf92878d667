using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Files;

/// <summary>Reads files that somebody else may have made: regular ones only, up to a length, without waiting for anybody.</summary>
internal static class BoundedFile
{
    /// <summary>The most bytes of a file.</summary>
    public const int MaximumLength = 4 * Mebibyte;

    private const int Mebibyte = 1024 * 1024;

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="IOException">It cannot be read, is no regular file, or is too long. The message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using FileStream stream = Open(path);
        byte[] buffer = new byte[Math.Min(stream.Length, MaximumLength) + 1];
        int length = 0;
        int count;

        // A device says that it is empty and has no end: what is read counts, and not what it says.
        while ((count = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += count;
            if (length > MaximumLength)
            {
                throw TooLong();
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaximumLength + 1));
            }
        }

        return buffer.AsSpan(0, length).ToArray();
    }

    /// <summary>Tells whether a file could be read whole, without reading it.</summary>
    /// <exception cref="IOException">It cannot be read, is no regular file, or is too long. The message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static void Check(string path)
    {
        using FileStream stream = Open(path);
        if (stream.Length == 0 && stream.Read(new byte[1], 0, 1) > 0)
        {
            throw NotRegular();
        }
    }

    private static FileStream Open(string path)
    {
        FileStream stream = UnixFile.IsSupported
            ? new(UnixFile.OpenRead(path), FileAccess.Read, bufferSize: 0)
            : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return !stream.CanSeek ? throw NotRegular() : stream.Length > MaximumLength ? throw TooLong() : stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static IOException NotRegular() => new(Strings.FileNotRegular);

    private static IOException TooLong() => new(MessageFormat.Format(Strings.FileTooLong, MaximumLength / Mebibyte));
}
