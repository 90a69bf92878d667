using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Files;

/// <summary>Reads files from untrusted sources: regular ones only, up to a maximum length, without blocking.</summary>
internal static class BoundedFile
{
    /// <summary>The maximum length of a file, in bytes.</summary>
    public const int MaximumLength = 4 * Mebibyte;

    private const int Mebibyte = 1024 * 1024;

    /// <summary>Reads a complete file.</summary>
    /// <exception cref="IOException">The file cannot be read, is not a regular file, or is too long. The message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The account has no permission to read the file.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using FileStream stream = Open(path);
        byte[] buffer = new byte[Math.Min(stream.Length, MaximumLength) + 1];
        int length = 0;
        int count;

        // A device reports a length of zero and has no end, so the bytes that are read count, not the reported length.
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

    /// <summary>Verifies that a file could be read completely, without reading it.</summary>
    /// <exception cref="IOException">The file cannot be read, is not a regular file, or is too long. The message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The account has no permission to read the file.</exception>
    public static void Check(string path)
    {
        using FileStream stream = Open(path);
        if (stream.Length == 0 && stream.Read(new byte[1], 0, 1) > 0)
        {
            throw NotRegular();
        }
    }

    /// <summary>The error for an input of more than <see cref="MaximumLength"/>.</summary>
    public static IOException TooLong() => new(MessageFormat.Format(Strings.FileTooLong, MaximumLength / Mebibyte));

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
}
