using AcrHealth.Files;

namespace AcrHealth.Containers;

/// <summary>A client's configuration file on the disk.</summary>
/// <param name="IsThere">Whether there is such a file.</param>
/// <param name="Configuration">Its content; null if it cannot be read.</param>
/// <param name="Problem">The reason why it cannot be read, without any of its content; null if it can.</param>
internal sealed record ConfigurationFile(bool IsThere, ClientConfiguration? Configuration, ConfigurationProblem? Problem)
{
    public static ConfigurationFile Load(string path, bool isPodman)
    {
        try
        {
            return File.Exists(path) ? new(true, ClientConfiguration.Read(BoundedFile.ReadAllBytes(path), isPodman), null)
                : IsOutOfReach(path) ? Unreadable(ConfigurationProblemKind.Denied)
                : new(false, null, null);
        }
        catch (UnauthorizedAccessException)
        {
            return Unreadable(ConfigurationProblemKind.Denied);
        }
        catch (IOException exception)
        {
            return Unreadable(ConfigurationProblemKind.Unreadable, exception.Message);
        }
        catch (InvalidAuthEntryException exception)
        {
            return Unreadable(ConfigurationProblemKind.EntryBroken, exception.Key);
        }
        catch (FormatException exception)
        {
            return Unreadable(ConfigurationProblemKind.NotJson, exception.Message);
        }
    }

    private static ConfigurationFile Unreadable(ConfigurationProblemKind trouble, string? place = null) => new(true, null, new(trouble, place));

    // A file in a directory that this account may not enter looks as if it were not there.
    private static bool IsOutOfReach(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
