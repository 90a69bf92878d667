namespace AcrHealth.Integration.Tests.Commands;

/// <summary>Code in a text that people read: what stands between backquotes, or a line of a fenced block.</summary>
/// <param name="Source">The file, with the name of the text.</param>
/// <param name="Code">The code, with a word for each placeholder.</param>
/// <param name="MustBeComplete">Whether it has to work as it stands; other texts may only name a command.</param>
internal sealed record WrittenText(string Source, string Code, bool MustBeComplete);
