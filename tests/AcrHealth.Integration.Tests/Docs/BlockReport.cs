namespace AcrHealth.Integration.Tests.Docs;

/// <summary>The report of Invoke-Page.ps1 on a block.</summary>
/// <param name="Line">The line of the page on which the block begins.</param>
/// <param name="Troubles">The errors of the block; empty if there were none.</param>
internal sealed record BlockReport(int Line, string[] Troubles);
