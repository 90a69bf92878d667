using System.Globalization;
using System.Text;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Reports;

/// <summary>Writes GitHub's Markdown: the verdict, a line for each target, and the failures with their remedies. Healthy targets take one line.</summary>
internal sealed class MarkdownReport : IReportRenderer
{
    // These characters begin a construct of Markdown, HTML or GitHub's mathematics anywhere in a line.
    private const string Special = "\\`*[]<|$";

    // These characters begin a construct only at the start of a line.
    private const string SpecialAtStart = "#+->=";

    public string Render(HealthReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {Escape(ReportMessages.Verdict(report))}\n\n");
        string[] counts =
        [
            .. ReportTarget.Order.Where(status => report.Count(status) > 0).Select(status => $"{Mark(status)} {ReportMessages.Count(status, report.Count(status))}"),
            MessageFormat.Format(ReportTexts.Footer, HealthReport.Version, ReportMessages.Time(report.Created)),
        ];
        text.AppendJoin(" · ", counts).Append('\n');
        if (report.Targets.Count > 0)
        {
            WriteTargets(text, report);
        }

        foreach (ReportTarget target in report.Targets.Where(target => target.Verdict is CheckStatus.Failed or CheckStatus.Warning))
        {
            Write(text, target, report);
        }

        return text.ToString();
    }

    private static void WriteTargets(StringBuilder text, HealthReport report)
    {
        bool several = report.Computers.Count > 1;
        string[] computerHead = several ? [ReportTexts.Computer] : [];
        WriteTable(text, [ReportTexts.Verdict, ReportTexts.Target, .. computerHead, ReportTexts.Findings, ReportTexts.Time], report.Targets.Select(target =>
        {
            IEnumerable<string> findings = target.Results.Where(result => result.Status is CheckStatus.Failed or CheckStatus.Warning)
                .Select(result => result.ErrorCode is { } code ? $"{Escape(result.Check)} {Code(code)}" : Escape(result.Check));
            string[] computer = several ? [Escape(target.ComputerName)] : [];
            return (string[])
            [
                $"{Mark(target.Verdict)} {Escape(ReportMessages.Verdict(target))}",
                $"**{Escape(target.Name)}**",
                .. computer,
                string.Join("<br>", findings),
                ReportMessages.Duration(target.Duration),
            ];
        }));
    }

    private static void Write(StringBuilder text, ReportTarget target, HealthReport report)
    {
        string name = report.Computers.Count > 1 && target.Registry is not null
            ? MessageFormat.Format(ReportTexts.TargetFrom, target.Registry, target.ComputerName)
            : target.Name;
        text.Append(CultureInfo.InvariantCulture, $"\n### {Escape(name)}\n");
        foreach (ReportResult result in target.Results.Where(result => result.Status is CheckStatus.Failed or CheckStatus.Warning)
            .OrderBy(result => result.Status == CheckStatus.Warning))
        {
            string code = result.ErrorCode is null ? string.Empty : $" {Linked(result)}";
            text.Append(CultureInfo.InvariantCulture, $"\n{Mark(result.Status)} **{Escape(result.Check)}**{code}: {Escape(result.Message)}\n");
            for (int i = 0; i < result.Remediation.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "\n" : string.Empty)}{i + 1}. {Remedy(result.Remediation[i])}\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"\n<details><summary>{Escape(MessageFormat.Format(ReportTexts.AllChecks, target.Results.Count))}</summary>\n");
        WriteTable(text, [ReportTexts.Status, ReportTexts.Check, ReportTexts.Message, ReportTexts.Time], target.Results.Select(result => (string[])
        [
            $"{Mark(result.Status)} {ReportMessages.Status(result.Status)}",
            Escape(result.Check),
            Escape(result.Message),
            result.Status == CheckStatus.Skipped ? string.Empty : ReportMessages.Duration(result.Duration),
        ]));
        text.Append("\n</details>\n");
    }

    // The last column contains times.
    private static void WriteTable(StringBuilder text, string[] heads, IEnumerable<string[]> rows)
    {
        string[] rules = [.. heads[..^1].Select(_ => "---"), "---:"];
        text.Append('\n');
        foreach (string[] cells in rows.Prepend(rules).Prepend(heads))
        {
            text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }
    }

    // In a code span, no character has a meaning but the back quote that closes it.
    private static string Remedy(string remedy) => string.Concat(RemedyParts.Of(remedy).Select(part => part.IsCommand ? $"`{part.Text}`" : Escape(part.Text)));

    private static string Mark(CheckStatus status) => status switch
    {
        CheckStatus.Failed => "✗",
        CheckStatus.Warning => "!",
        CheckStatus.Passed => "✓",
        _ => "–",
    };

    private static string Linked(ReportResult result) =>
        result.HelpUri is { } help ? $"[{Code(result.ErrorCode!)}](<{help.AbsoluteUri}>)" : Code(result.ErrorCode!);

    // Codes consist of letters, digits and underscores; any other value is escaped as text.
    private static string Code(string code) => code.All(character => char.IsAsciiLetterOrDigit(character) || character == '_') ? $"`{code}`" : Escape(code);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '@')
            {
                // An empty comment prevents a mention, which would notify people.
                escaped.Append("@<!-- -->");
                continue;
            }

            char next = i + 1 < text.Length ? text[i + 1] : ' ';
            bool begins = Special.Contains(character, StringComparison.Ordinal)
                || (i == 0 && SpecialAtStart.Contains(character, StringComparison.Ordinal))
                || (character == '_' && !(i > 0 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(next)))
                || (character == '~' && next == '~')
                || (character == '&' && (char.IsAsciiLetter(next) || next == '#'))
                || (character == '#' && char.IsAsciiDigit(next));
            escaped.Append(begins ? "\\" : string.Empty).Append(character);
        }

        return escaped.ToString();
    }
}
