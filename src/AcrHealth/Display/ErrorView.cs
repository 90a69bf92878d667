using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Reports;

namespace AcrHealth.Display;

/// <summary>The default view of the error reference: all facts of an entry, with numbered steps.</summary>
public static class ErrorView
{
    /// <summary>One entry.</summary>
    /// <param name="entry">The entry, of this session or another.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Entry(PSObject entry, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string Text(string property) => entry.Properties[property]?.Value?.ToString() ?? string.Empty;
        string[] Texts(string property) => ResultReader.Texts(entry.Properties[property]?.Value);
        return FieldList.Of(
            [
                (nameof(ErrorReferenceEntry.Code), Text(nameof(ErrorReferenceEntry.Code))),
                (nameof(ErrorReferenceEntry.Meaning), Text(nameof(ErrorReferenceEntry.Meaning))),
                (nameof(ErrorReferenceEntry.Consequence), Text(nameof(ErrorReferenceEntry.Consequence))),
                (nameof(ErrorReferenceEntry.Remediation), ListText.Numbered(Texts(nameof(ErrorReferenceEntry.Remediation)))),
                (nameof(ErrorReferenceEntry.Checks), string.Join(", ", Texts(nameof(ErrorReferenceEntry.Checks)))),
                (nameof(ErrorReferenceEntry.Category), Text(nameof(ErrorReferenceEntry.Category))),
                (nameof(ErrorReferenceEntry.Origin), Text(nameof(ErrorReferenceEntry.Origin))),
                (nameof(ErrorReferenceEntry.Lifecycle), Text(nameof(ErrorReferenceEntry.Lifecycle))),
                (nameof(ErrorReferenceEntry.HelpUri), Text(nameof(ErrorReferenceEntry.HelpUri))),
            ],
            Screen.WidthOf(host)) + "\n";
    }
}
