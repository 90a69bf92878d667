namespace AcrHealth.Integration.Tests.Docs;

/// <summary>A fenced block of code on a page.</summary>
/// <param name="Line">The line of the page on which its code begins, from 1.</param>
/// <param name="Language">What stands behind the fence; empty where nothing does.</param>
/// <param name="Code">Its lines.</param>
internal sealed record CodeBlock(int Line, string Language, string Code)
{
    public const string PowerShell = "powershell";
}
