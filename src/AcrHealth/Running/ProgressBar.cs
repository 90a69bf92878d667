using System.Management.Automation;
using System.Text;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>
/// Makes records for PowerShell's progress bar. Before PowerShell/PowerShell#26185, the minimal bar took each character for one column: with wide ones it
/// wrapped, and its second line stayed beside the prompt. So the texts have no wide characters, in any language.
/// </summary>
internal static class ProgressBar
{
    public static ProgressRecord Record(int activityId, string activity, string status) => new(activityId, Narrow(activity), Narrow(status));

    public static ProgressRecord Completed(int activityId, string activity) =>
        new(activityId, Narrow(activity), Narrow(activity)) { RecordType = ProgressRecordType.Completed };

    // A computer's name may have wide characters; the translations have none.
    private static string Narrow(string text) => string.Concat(text.EnumerateRunes().Select(rune => CellWidth.Of(rune) > 1 ? new Rune('?') : rune));
}
