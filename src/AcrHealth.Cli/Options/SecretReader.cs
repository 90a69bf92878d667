using AcrHealth.Cli.Resources;
using AcrHealth.Text;
using Microsoft.Win32.SafeHandles;

namespace AcrHealth.Cli.Options;

/// <summary>
/// Reads a secret from a source hidden from other processes: standard input, a file descriptor or an environment variable; never the command line.
/// </summary>
internal static class SecretReader
{
    // A token is a few kilobytes; a longer input is a mistake.
    private const int MaximumLength = 64 * 1024;

    /// <summary>The secret; null if none of the sources was given.</summary>
    /// <exception cref="UsageException">The source cannot be read, is empty, or is too long.</exception>
    public static string? Read(string option, bool fromInput, int? descriptor, string variable)
    {
        if (fromInput)
        {
            return Checked(Console.In, $"{option}-stdin");
        }

        if (descriptor is { } number)
        {
            try
            {
                using var stream = new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Read);
                using var reader = new StreamReader(stream);
                return Checked(reader, $"{option}-fd {number}");
            }
            catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
            {
                throw new UsageException(MessageFormat.Format(Texts.DescriptorUnreadable, number, exception.Message));
            }
        }

        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
    }

    private static string Checked(TextReader reader, string source)
    {
        char[] buffer = new char[MaximumLength + 1];
        int length = reader.ReadBlock(buffer);
        string secret = new string(buffer, 0, length).TrimEnd('\r', '\n');
        Array.Clear(buffer);
        return length > MaximumLength || secret.Length == 0
            ? throw new UsageException(MessageFormat.Format(Texts.SecretMissing, source))
            : secret;
    }
}
