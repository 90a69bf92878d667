using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Reports.Html;

/// <summary>Writes one target: failures and warnings first, then all checks in the order of time.</summary>
internal static class HtmlTarget
{
    /// <summary>The id of a target on the page.</summary>
    /// <param name="index">Its index among the report's targets.</param>
    public static string IdOf(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t{index + 1}");

    public static void Write(HtmlBuilder page, ReportTarget target, string id, bool isOpen, bool showComputer)
    {
        page.Add($"<details class=\"target {HtmlMessages.Class(target.Verdict)}\" id=\"{id}\"").AddOwn(isOpen ? " open>\n" : ">\n");
        WriteSummary(page, target, showComputer);
        page.Add($"<div class=\"body\">\n");
        foreach (ReportResult result in target.Results.Where(result => result.Status == CheckStatus.Failed))
        {
            WriteFinding(page, result);
        }

        foreach (ReportResult result in target.Results.Where(result => result.Status == CheckStatus.Warning))
        {
            WriteFinding(page, result);
        }

        HtmlWaterfall.Write(page, target);
        page.Add($"</div>\n</details>\n");
    }

    private static void WriteSummary(HtmlBuilder page, ReportTarget target, bool showComputer)
    {
        page.Add($"<summary>\n");
        HtmlMessages.WriteMark(page, target.Verdict);
        page.Add($"<h2>{target.Name}");
        if (target.Registry is null)
        {
            page.Add($" <span class=\"note\">{ReportTexts.ThisMachine}</span>");
        }
        else if (showComputer)
        {
            page.Add($" <span class=\"note\">{MessageFormat.Format(ReportTexts.FromComputer, target.ComputerName)}</span>");
        }

        if (target.Run > 1)
        {
            page.Add($" <span class=\"note\">{MessageFormat.Format(ReportTexts.Run, target.Run)}</span>");
        }

        page.Add($"</h2>\n<span class=\"verdict\">{ReportMessages.Verdict(target)}</span>\n<span class=\"strip\" aria-hidden=\"true\">");
        foreach (ReportResult result in target.Results)
        {
            page.Add($"<i class=\"{HtmlMessages.Class(result.Status)}\"></i>");
        }

        page.Add($"</span>\n<span class=\"time\">{ReportMessages.Duration(target.Duration)}</span>\n</summary>\n");
    }

    private static void WriteFinding(HtmlBuilder page, ReportResult result)
    {
        page.Add($"<section class=\"finding {HtmlMessages.Class(result.Status)}\">\n<h3>");
        HtmlMessages.WriteStatus(page, result.Status);
        page.Add($"{result.Check}");
        if (result.ErrorCode is { } code)
        {
            page.Add($" <code>{code}</code>");
        }

        page.Add($"</h3>\n<p class=\"message\">{result.Message}</p>\n");
        if (result.Remediation.Count > 0)
        {
            page.Add($"<h4>{ReportTexts.WhatToDo}</h4>\n<ol>\n");
            foreach (string step in result.Remediation)
            {
                page.Add($"<li>");
                foreach ((string text, bool isCommand) in RemedyParts.Of(step))
                {
                    if (isCommand)
                    {
                        page.Add($"<code>{text}</code>");
                    }
                    else
                    {
                        page.Add($"{text}");
                    }
                }

                page.Add($"</li>\n");
            }

            page.Add($"</ol>\n");
        }

        if (result.HelpUri is { } help)
        {
            page.Add($"<p><a href=\"{help.AbsoluteUri}\" rel=\"noopener noreferrer\">{MessageFormat.Format(ReportTexts.ReadMore, result.ErrorCode ?? result.Check)}</a></p>\n");
        }

        if (result.Detail is { } detail)
        {
            page.Add($"<details class=\"detail\">\n<summary>{ReportTexts.Details}<span class=\"unseen\"> {result.Check}</span></summary>\n");
            HtmlDetail.Write(page, detail);
            page.Add($"</details>\n");
        }

        page.Add($"</section>\n");
    }
}
