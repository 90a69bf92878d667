using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Help.Updating;

/// <summary>The error reference as a page.</summary>
internal static class ErrorPage
{
    public static string Of(IEnumerable<PSObject> entries, ErrorLabels labels)
    {
        string[] lines = [$"# {labels.Title}", string.Empty, labels.Introduction, .. entries.SelectMany(entry => Of(entry, labels))];
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Of(PSObject entry, ErrorLabels labels)
    {
        string[] checks = Texts(entry, "Checks");
        string given = checks.Length == 0 ? labels.NotGiven : $"{labels.Checks}: {string.Join(", ", checks)}.";
        return
        [
            string.Empty,
            $"## {Text(entry, "Code")}",
            string.Empty,
            Escape(Text(entry, "Meaning")),
            string.Empty,
            $"**{labels.Consequence}**: {Escape(Text(entry, "Consequence"))}",
            string.Empty,
            $"**{labels.Remediation}**:",
            string.Empty,
            .. Texts(entry, "Remediation").Select((step, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {Escape(step)}")),
            string.Empty,
            $"{given} [{labels.Online}]({Text(entry, "HelpUri")})",
        ];
    }

    /// <summary>Outside of code, which the texts have between backticks, what Markdown would take for its own.</summary>
    private static string Escape(string text) => string.Join(
        '`', text.Split('`').Select((part, index) => index % 2 == 1 ? part : part.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal)));

    private static string Text(PSObject entry, string property) => entry.Properties[property].Value?.ToString() ?? string.Empty;

    private static string[] Texts(PSObject entry, string property) =>
        [.. LanguagePrimitives.GetEnumerable(entry.Properties[property].Value).Cast<object>().Select(item => item.ToString()!)];
}
