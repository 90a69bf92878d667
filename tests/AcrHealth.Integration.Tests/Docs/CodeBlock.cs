namespace AcrHealth.Integration.Tests.Docs;

/// <summary>A fenced block of code on a page.</summary>
/// <param name="Line">The line of the page on which its code begins, from 1.</param>
/// <param name="Language">The language after the fence; empty if there is none.</param>
/// <param name="Code">Its lines.</param>
internal sealed record CodeBlock(int Line, string Language, string Code)
{
    public const string PowerShell = "powershell";
}
