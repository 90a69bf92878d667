namespace AcrHealth.Targets;

/// <summary>What an image can be called on a container client's command line.</summary>
internal static class ImageName
{
    private const int MaximumLength = 512;

    // No client may take a name for an option, nor any shell that a client's wrapper script uses for something to do.
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaximumLength && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '/' or '@');
}
