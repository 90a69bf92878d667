using AcrHealth.Files;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Adapters;

/// <summary>Checks the files that Azure.Identity reads whole and without a limit, before it does.</summary>
internal static class SignInFiles
{
    private static readonly string[] Variables = ["AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_CERTIFICATE_PATH"];

    /// <summary>Rejects a file that is too long to read. A missing file is left for the library to report.</summary>
    /// <exception cref="ArgumentException">A variable names such a file.</exception>
    public static void Check()
    {
        foreach (string variable in Variables)
        {
            if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } path || !File.Exists(path))
            {
                continue;
            }

            try
            {
                BoundedFile.Check(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new ArgumentException(MessageFormat.Format(Strings.SignInFileUnusable, variable, path, exception.Message), exception);
            }
        }
    }
}
