namespace AcrHealth.Packaging;

/// <summary>Something that a package cannot be made of; the message says what to change.</summary>
internal sealed class PackagingException(string file, string message) : Exception(message)
{
    public string File { get; } = file;
}
