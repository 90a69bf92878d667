using System.Text;
using AcrHealth.Cli.Resources;
using AcrHealth.Files;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>Reads the pull secret from a file or from standard input; never from the command line, which other processes see.</summary>
internal static class PullSecretReader
{
    /// <summary>The path that stands for standard input.</summary>
    public const string Input = "-";

    /// <exception cref="UsageException">It cannot be read.</exception>
    public static SignInMethod.PullSecret Read(string path)
    {
        try
        {
            return path == Input
                ? new(FromInput(), "stdin")
                : new(Encoding.UTF8.GetString(BoundedFile.ReadAllBytes(path)), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(MessageFormat.Format(Texts.PullSecretUnreadable, path, exception.Message));
        }
    }

    private static string FromInput()
    {
        char[] buffer = new char[BoundedFile.MaximumLength + 1];
        int length = Console.In.ReadBlock(buffer);
        return length > BoundedFile.MaximumLength
            ? throw BoundedFile.TooLong()
            : new(buffer, 0, length);
    }
}
