using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Reports.Html;

/// <summary>
/// Writes the checks of a target as a table with a bar for the time of each. A bar shows what the cells beside it say in words.
/// Positions are attributes of SVG, since the page's policy allows no inline style.
/// </summary>
internal static class HtmlWaterfall
{
    // In percent of the width, so that even a very short check is visible.
    private const double Thinnest = 0.6;

    public static void Write(HtmlBuilder page, ReportTarget target)
    {
        var waterfall = new Waterfall(target);
        page.Add($"<table class=\"waterfall\">\n<caption>{MessageFormat.Format(ReportTexts.WaterfallCaption, target.Name)}</caption>\n");
        page.Add($"<thead><tr><th scope=\"col\">{ReportTexts.Check}</th><th scope=\"col\" class=\"line\"><span class=\"unseen\">{ReportTexts.Timeline}</span>");
        page.Add($"<span class=\"scale\" aria-hidden=\"true\"><span>0</span><span>{ReportMessages.Duration(waterfall.Whole / 2)}</span><span>{ReportMessages.Duration(waterfall.Whole)}</span></span></th>");
        page.Add($"<th scope=\"col\" class=\"took\">{ReportTexts.Time}</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < waterfall.Rows.Count; i++)
        {
            Write(page, waterfall, i);
        }

        page.Add($"</tbody>\n</table>\n");
    }

    private static void Write(HtmlBuilder page, Waterfall waterfall, int index)
    {
        Waterfall.Row row = waterfall.Rows[index];
        ReportResult result = row.Result;
        page.Add($"<tr class=\"{HtmlMessages.Class(result.Status)}\"><th scope=\"row\">");
        HtmlMessages.WriteStatus(page, result.Status);
        page.Add($"<b>{result.Check}</b>");
        if (result.ErrorCode is { } code)
        {
            page.Add($" <code>{code}</code>");
        }

        page.Add($"<span class=\"said\">{result.Message}</span></th><td class=\"line\">");
        WriteBar(page, waterfall, index);
        page.Add($"</td><td class=\"took\">{(result.Status == CheckStatus.Skipped ? "–" : ReportMessages.Duration(result.Duration))}");
        if (row.WaitedFor is { } other)
        {
            page.Add($"<span class=\"after\">{MessageFormat.Format(ReportTexts.AfterCheck, other)}</span>");
        }

        page.Add($"</td></tr>\n");
    }

    private static void WriteBar(HtmlBuilder page, Waterfall waterfall, int index)
    {
        Waterfall.Row row = waterfall.Rows[index];
        page.Add($"<svg aria-hidden=\"true\" focusable=\"false\">");
        foreach (Waterfall.Link link in waterfall.LinksAt(index))
        {
            double at = Place(link.At);
            page.Add($"<line x1=\"{at}%\" x2=\"{at}%\" y1=\"{(link.IsFirst ? "50%" : "0")}\" y2=\"{(link.IsLast ? "50%" : "100%")}\"/>");
        }

        if (row is { Start: { } start, Length: { } length })
        {
            double width = Math.Max(Thinnest, 100 * length);
            double left = Math.Min(Place(start), 100 - width);
            page.Add($"<svg y=\"50%\" overflow=\"visible\"><rect class=\"bar\" x=\"{left}%\" y=\"-6\" width=\"{width}%\" height=\"12\" rx=\"3\"/>");
            if (row.Result.Status == CheckStatus.Failed)
            {
                page.Add($"<rect x=\"{left}%\" y=\"-6\" width=\"{width}%\" height=\"12\" rx=\"3\" fill=\"url(#hatch)\"/>");
            }

            page.Add($"</svg>");
        }

        page.Add($"</svg>");
    }

    private static double Place(double part) => 100 * Math.Clamp(part, 0, 1);
}
