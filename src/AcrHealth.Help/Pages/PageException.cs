namespace AcrHealth.Help.Pages;

/// <summary>Something in a page that help cannot be made of.</summary>
internal sealed class PageException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;
}
