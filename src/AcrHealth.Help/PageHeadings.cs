namespace AcrHealth.Help;

/// <summary>The headings of a command's page.</summary>
internal sealed record PageHeadings(
    string Syntax, string Description, string Examples, string Parameters, string Inputs, string Outputs, string Notes, string Links);
