namespace AcrHealth.Help.Pages;

/// <summary>The text of a command's page, as plain text.</summary>
internal sealed record CommandPage(
    string File,
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<PageExample> Examples,
    IReadOnlyList<PageEntry> Parameters,
    IReadOnlyList<PageEntry> Inputs,
    IReadOnlyList<PageEntry> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<PageLink> Links);
