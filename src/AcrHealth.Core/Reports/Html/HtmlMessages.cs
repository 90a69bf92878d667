namespace AcrHealth.Reports.Html;

/// <summary>Maps a status to its appearance: a class for its color, and a mark whose shape has the same meaning.</summary>
internal static class HtmlMessages
{
    public static string Class(CheckStatus status) => status switch
    {
        CheckStatus.Failed => "failed",
        CheckStatus.Warning => "warning",
        CheckStatus.Passed => "passed",
        _ => "skipped",
    };

    /// <summary>Writes the mark alone; the caller writes the word beside it.</summary>
    public static void WriteMark(HtmlBuilder page, CheckStatus status, string cssClass = "mark") =>
        page.Add($"<svg class=\"{cssClass}\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#{Class(status)}\"/></svg>");

    /// <summary>Writes the mark, with its word for screen readers.</summary>
    public static void WriteStatus(HtmlBuilder page, CheckStatus status)
    {
        WriteMark(page, status);
        page.Add($"<span class=\"unseen\">{ReportMessages.Status(status)}: </span>");
    }
}
