using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Reports.Html;

/// <summary>
/// Writes a self-contained page. Its policy allows only its own style and script, by their hashes, and no requests; it can be
/// read without the script, which adds search, expanding and collapsing.
/// </summary>
internal sealed class HtmlReport : IReportRenderer
{
    // This many can be read at a glance; if there are more, only those that need attention are open.
    private const int MostOpen = 4;

    public string Render(HealthReport report)
    {
        var page = new HtmlBuilder();
        string verdict = ReportMessages.Verdict(report);
        page.Add($"<!DOCTYPE html>\n<html lang=\"{ReportTexts.Language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.AddOwn(
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {HtmlAsset.Style.Source}; script-src {HtmlAsset.Script.Source}; "
                + "img-src data:; base-uri 'none'; form-action 'none'\">\n");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Add($"<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"AcrHealth {HealthReport.Version}\">\n");
        page.Add($"<link rel=\"icon\" href=\"data:,\">\n<title>{verdict}</title>\n<style>").AddOwn(HtmlAsset.Style.Text).Add($"</style>\n</head>\n<body>\n");
        page.AddOwn(HtmlAsset.Marks.Text);
        WriteHead(page, report, verdict);
        page.Add($"<main>\n");
        if (report.Targets.Count > MostOpen)
        {
            WriteCodes(page, report);
            WriteTools(page);
        }

        HtmlOverview.Write(page, report);

        WriteTargets(page, report);
        page.Add($"</main>\n<footer>{MessageFormat.Format(ReportTexts.Footer, HealthReport.Version, ReportMessages.Time(report.Created))}</footer>\n");
        page.Add($"<script>").AddOwn(HtmlAsset.Script.Text).Add($"</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void WriteHead(HtmlBuilder page, HealthReport report, string verdict)
    {
        CheckStatus worst = report.Targets.Count == 0 ? CheckStatus.Skipped : report.Targets[0].Verdict;
        page.Add($"<header class=\"{HtmlMessages.Class(worst)}\">\n");
        HtmlMessages.WriteMark(page, worst, "mark big");
        page.Add($"<div>\n<h1>{verdict}</h1>\n<p class=\"scope\">{Scope(report)}</p>\n<ul class=\"tally\">\n");
        foreach (CheckStatus status in ReportTarget.Order.Where(status => report.Count(status) > 0))
        {
            page.Add($"<li class=\"{HtmlMessages.Class(status)}\">");
            HtmlMessages.WriteMark(page, status);
            page.Add($"{ReportMessages.Count(status, report.Count(status))}</li>\n");
        }

        page.Add($"</ul>\n</div>\n</header>\n");
    }

    private static string Scope(HealthReport report)
    {
        if (report.Targets.Count == 0)
        {
            return ReportTexts.NoResultsHint;
        }

        string from = report.Computers.Count == 1
            ? MessageFormat.Format(ReportTexts.FromComputer, report.Computers[0])
            : MessageFormat.Format(ReportTexts.FromComputers, report.Computers.Count);
        DateTimeOffset? began = report.Targets.Min(target => target.StartTime);
        return began is { } time ? $"{from} · {ReportMessages.Time(time)}" : from;
    }

    private static void WriteCodes(HtmlBuilder page, HealthReport report)
    {
        (string Code, int Targets)[] codes =
        [
            .. report.Targets
                .SelectMany(target => target.Results.Select(result => result.ErrorCode).OfType<string>().Distinct())
                .GroupBy(code => code)
                .Select(group => (group.Key, group.Count()))
                .OrderByDescending(code => code.Item2),
        ];
        if (codes.Length == 0)
        {
            return;
        }

        page.Add($"<section class=\"codes\" aria-labelledby=\"codes\">\n<h2 id=\"codes\">{ReportTexts.WhatFails}</h2>\n<ul>\n");
        foreach ((string code, int targets) in codes)
        {
            page.Add($"<li class=\"code\" data-find=\"{code}\"><code>{code}</code> <span>{targets}</span></li>\n");
        }

        page.Add($"</ul>\n</section>\n");
    }

    private static void WriteTools(HtmlBuilder page)
    {
        page.Add($"<form class=\"tools\" role=\"search\" hidden>\n<label for=\"find\">{ReportTexts.Find}</label>\n");
        page.Add($"<input id=\"find\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">\n");
        page.Add($"<label class=\"check\"><input id=\"failing\" type=\"checkbox\"> {ReportTexts.OnlyFailing}</label>\n");
        page.Add($"<button type=\"button\" id=\"open\">{ReportTexts.OpenAll}</button>\n<button type=\"button\" id=\"close\">{ReportTexts.CloseAll}</button>\n");
        page.Add($"<output id=\"shown\" for=\"find failing\" data-text=\"{ReportTexts.Shown}\"></output>\n</form>\n");
    }

    private static void WriteTargets(HtmlBuilder page, HealthReport report)
    {
        (ReportTarget Target, int Index)[] targets = [.. report.Targets.Select((target, index) => (target, index))];
        ILookup<bool, (ReportTarget Target, int Index)> groups = targets.ToLookup(target => target.Target.Registry is not null);
        int open = 0;
        foreach (bool isRegistry in new[] { true, false })
        {
            // A heading separates the machine from the registries, whose problems are not the machine's.
            if (groups.Count > 1)
            {
                string machines = groups[false].Count() > 1 ? ReportTexts.Machines : ReportTexts.Machine;
                page.Add($"<h2 class=\"group\">{(isRegistry ? ReportTexts.Registries : machines)}</h2>\n");
            }

            foreach ((ReportTarget target, int index) in groups[isRegistry])
            {
                bool needsAttention = target.Verdict is CheckStatus.Failed or CheckStatus.Warning;
                bool isOpen = targets.Length <= MostOpen || (needsAttention && open < MostOpen);
                open += isOpen ? 1 : 0;
                HtmlTarget.Write(page, target, HtmlTarget.IdOf(index), isOpen, report.Computers.Count > 1);
            }
        }
    }
}
