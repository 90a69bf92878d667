using AcrHealth.Resources;

namespace AcrHealth.Reports.Html;

/// <summary>Writes a table with a row for each registry, which links to its section of the page.</summary>
internal static class HtmlOverview
{
    // A page with this number of registries or fewer needs no overview.
    private const int MostWithout = 5;

    public static void Write(HtmlBuilder page, HealthReport report)
    {
        if (report.Targets.Count(target => target.Registry is not null) <= MostWithout)
        {
            return;
        }

        page.Add($"<section class=\"overview\" aria-labelledby=\"overview\">\n<h2 id=\"overview\">{ReportTexts.Overview}</h2>\n<table>\n<thead>\n<tr>");
        page.Add($"<th scope=\"col\">{ReportTexts.Registry}</th><th scope=\"col\">{ReportTexts.Verdict}</th><th scope=\"col\">{ReportTexts.WhatFails}</th>");
        page.Add($"<th scope=\"col\" class=\"took\">{ReportTexts.Time}</th></tr>\n</thead>\n<tbody>\n");
        for (int i = 0; i < report.Targets.Count; i++)
        {
            if (report.Targets[i].Registry is not null)
            {
                WriteRow(page, report.Targets[i], HtmlTarget.IdOf(i));
            }
        }

        page.Add($"</tbody>\n</table>\n</section>\n");
    }

    private static void WriteRow(HtmlBuilder page, ReportTarget target, string id)
    {
        page.Add($"<tr class=\"{HtmlMessages.Class(target.Verdict)}\" data-target=\"{id}\"><th scope=\"row\">");
        HtmlMessages.WriteMark(page, target.Verdict);
        page.Add($"<a href=\"#{id}\">{target.Name}</a></th><td>{ReportMessages.Verdict(target)}</td><td>");
        if (target.Results.FirstOrDefault(result => result.Status == CheckStatus.Failed) is { } failure)
        {
            page.Add($"{failure.Check}");
            if (failure.ErrorCode is { } code)
            {
                page.Add($" <code>{code}</code>");
            }
        }

        page.Add($"</td><td class=\"took\">{ReportMessages.Duration(target.Duration)}</td></tr>\n");
    }
}
