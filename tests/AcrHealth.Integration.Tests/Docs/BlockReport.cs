namespace AcrHealth.Integration.Tests.Docs;

/// <summary>What Invoke-Page.ps1 tells of a block.</summary>
/// <param name="Line">The line of the page on which the block begins.</param>
/// <param name="Troubles">What went wrong; empty where nothing did.</param>
internal sealed record BlockReport(int Line, string[] Troubles);
