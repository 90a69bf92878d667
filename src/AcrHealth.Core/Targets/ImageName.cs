namespace AcrHealth.Targets;

/// <summary>Validates the name of an image for the command line of a container client.</summary>
internal static class ImageName
{
    private const int MaximumLength = 512;

    // A client must not interpret a name as an option, nor must the shell of a client's wrapper script interpret it as a command.
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaximumLength && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '/' or '@');
}
