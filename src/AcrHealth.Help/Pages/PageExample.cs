namespace AcrHealth.Help.Pages;

/// <summary>An example: what it is for, what is typed, and what that does.</summary>
internal sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);
