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
        byte[] buffer = [];
        return Read(path, ref buffer).ToArray();
    }

    /// <summary>Reads a complete file into a buffer that can be used again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">The buffer, which is replaced by a longer one if necessary.</param>
    /// <param name="maximum">The maximum length of the file, in bytes.</param>
    /// <returns>The content, in the buffer.</returns>
    /// <exception cref="IOException">The file cannot be read, is not a regular file, or is too long. The message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The account has no permission to read the file.</exception>
    public static ReadOnlySpan<byte> Read(string path, ref byte[] buffer, int maximum = MaximumLength)
    {
        using FileStream stream = Open(path, maximum);
        int expected = (int)Math.Min(stream.Length, maximum) + 1;
        if (buffer.Length < expected)
        {
            buffer = new byte[expected];
        }

        int length = 0;
        int count;

        // A device reports a length of zero and has no end, so the bytes that are read count, not the reported length.
        while ((count = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += count;
            if (length > maximum)
            {
                throw TooLong(maximum);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maximum + 1));
            }
        }

        return buffer.AsSpan(0, length);
    }

    /// <summary>Verifies that a file could be read completely, without reading it.</summary>
    /// <exception cref="IOException">The file cannot be read, is not a regular file, or is too long. The message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The account has no permission to read the file.</exception>
    public static void Check(string path)
    {
        using FileStream stream = Open(path, MaximumLength);
        if (stream.Length == 0 && stream.Read(new byte[1], 0, 1) > 0)
        {
            throw NotRegular();
        }
    }

    /// <summary>The error for an input of more than the maximum, in bytes.</summary>
    public static IOException TooLong(int maximum = MaximumLength) => new(MessageFormat.Format(Strings.FileTooLong, maximum / Mebibyte));

    private static FileStream Open(string path, int maximum)
    {
        FileStream stream = UnixFile.IsSupported
            ? new(UnixFile.OpenRead(path), FileAccess.Read, bufferSize: 0)
            : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return !stream.CanSeek ? throw NotRegular() : stream.Length > maximum ? throw TooLong(maximum) : stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static IOException NotRegular() => new(Strings.FileNotRegular);
}
