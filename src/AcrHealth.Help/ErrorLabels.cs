namespace AcrHealth.Help;

/// <summary>The texts around the entries of the error reference.</summary>
internal sealed record ErrorLabels(string Title, string Introduction, string Consequence, string Remediation, string Checks, string NotGiven, string Online);
