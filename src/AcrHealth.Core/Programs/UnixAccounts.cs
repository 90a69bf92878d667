namespace AcrHealth.Programs;

/// <summary>Reads accounts and groups of this Unix machine, from the files that all systems have.</summary>
internal static class UnixAccounts
{
    private const string Status = "/proc/self/status";

    /// <summary>Whether this process runs as root; then commands need no sudo.</summary>
    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    /// <summary>The account that used sudo to become root; null if none did.</summary>
    public static string? BehindSudo => IsRoot && Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } name && name != "root" ? name : null;

    /// <summary>The home directory of the account behind sudo, which newer versions of sudo name; null if it is not known.</summary>
    public static string? HomeBehindSudo => BehindSudo is not { } account ? null : Environment.GetEnvironmentVariable("SUDO_HOME") is { Length: > 0 } home ? home : HomeOf(account);

    /// <summary>The home directory of an account; null if it is not known.</summary>
    private static string? HomeOf(string account) => Fields("/etc/passwd", account) is [_, _, _, _, _, { Length: > 0 } home, ..] ? home : null;

    /// <summary>
    /// Whether an account was put into a group after this session began: it is listed there, and this process is not in it, so that a new sign-in is enough.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="group">The group.</param>
    /// <param name="file">The file that lists the members of groups.</param>
    public static bool IsNewMember(string account, string group, string file = "/etc/group") =>
        Fields(file, group) is [_, _, var id, var members, ..] && members.Split(',').Contains(account) && !OwnGroups().Contains(id);

    private static string[]? Fields(string file, string name)
    {
        try
        {
            return File.Exists(file) ? File.ReadLines(file).Take(100_000).Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == name) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] OwnGroups()
    {
        try
        {
            return File.Exists(Status)
                ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("Groups:", StringComparison.Ordinal))?["Groups:".Length..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? []
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
