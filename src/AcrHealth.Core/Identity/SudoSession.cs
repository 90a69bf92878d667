namespace AcrHealth.Identity;

/// <summary>A session that runs as root through sudo, so that programs look for sign-ins in root's home directory.</summary>
/// <param name="User">The account that started it.</param>
/// <param name="Home">The home directory of that account.</param>
internal sealed record SudoSession(string User, string Home)
{
    private const string Root = "root";
    private const string UserVariable = "SUDO_USER";
    private const string Accounts = "/etc/passwd";
    private const int HomeField = 5;

    /// <summary>Finds out whether this session is one; null if it is not.</summary>
    public static SudoSession? Find() =>
        !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(UserVariable) is { Length: > 0 } user && user != Root && Environment.IsPrivilegedProcess
            ? new(user, HomeOf(user))
            : null;

    private static string HomeOf(string user)
    {
        string otherwise = OperatingSystem.IsMacOS() ? $"/Users/{user}" : $"/home/{user}";
        try
        {
            return File.ReadLines(Accounts)
                .Select(line => line.Split(':'))
                .FirstOrDefault(fields => fields.Length > HomeField && fields[0] == user)?[HomeField] ?? otherwise;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }
}
