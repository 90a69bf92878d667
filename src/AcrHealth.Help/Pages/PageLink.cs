namespace AcrHealth.Help.Pages;

/// <summary>A link; one to another page of ours has no address, since the engine finds that by its text.</summary>
internal sealed record PageLink(string Text, string? Address);
