using System.Globalization;
using AcrHealth.Cli.Resources;
using AcrHealth.Text;
using Spectre.Console;

namespace AcrHealth.Cli.Output;

/// <summary>
/// Writes a table for people: a heading with the verdict for each target, a row for each check, and the first remedy under failures and warnings.
/// </summary>
internal sealed class TableOutput(IAnsiConsole console) : IResultOutput
{
    private const int StackedWidth = 60;

    private int _healthy;
    private int _failing;

    public void Write(IReadOnlyList<HealthCheckResult> results)
    {
        WriteHeading(results);
        if (console.Profile.Width < StackedWidth)
        {
            WriteStacked(results);
        }
        else
        {
            WriteRows(results);
        }

        console.WriteLine();
    }

    public void Complete()
    {
        if (_healthy + _failing > 0)
        {
            console.WriteLine(MessageFormat.Format(Texts.ClosingLine, _healthy, _failing));
        }
    }

    private static string Glyph(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "[green]✓[/]",
        CheckStatus.Failed => "[red]✗[/]",
        CheckStatus.Warning => "[yellow]![/]",
        _ => "[grey]-[/]",
    };

    private static string Words(HealthCheckResult result)
    {
        string message = Markup.Escape(UntrustedText.Clean(result.Message));
        return result.ErrorCode is { } code ? $"[bold]{code}[/] {message}" : message;
    }

    private static string? Remedy(HealthCheckResult result) =>
        result.Status is CheckStatus.Failed or CheckStatus.Warning && result.Remediation.Count > 0 ? $"[cyan]→[/] {Markup.Escape(result.Remediation[0])}" : null;

    private void WriteHeading(IReadOnlyList<HealthCheckResult> results)
    {
        int failed = results.Count(result => result.Status == CheckStatus.Failed);
        int warnings = results.Count(result => result.Status == CheckStatus.Warning);
        _failing += failed > 0 ? 1 : 0;
        _healthy += failed > 0 ? 0 : 1;
        string verdict = (failed, warnings) switch
        {
            (0, 0) => $"[green]✓ {Texts.Healthy}[/]",
            (0, _) => $"[yellow]✓ {Count(warnings, Texts.OneWarning, Texts.Warnings)}[/]",
            (_, 0) => $"[red]✗ {Count(failed, Texts.OneFailed, Texts.Failed)}[/]",
            _ => $"[red]✗ {Count(failed, Texts.OneFailed, Texts.Failed)}, {Count(warnings, Texts.OneWarning, Texts.Warnings)}[/]",
        };
        console.MarkupLine($"[bold]{Markup.Escape(TargetName.Of(results[0]))}[/]  {verdict}");
    }

    private static string Count(int count, string one, string many) => MessageFormat.Format(count == 1 ? one : many, count);

    private void WriteRows(IReadOnlyList<HealthCheckResult> results)
    {
        Grid grid = new Grid { Expand = false }
            .AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(1)).AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().NoWrap().RightAligned().PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach (HealthCheckResult result in results)
        {
            string seconds = result.Status == CheckStatus.Skipped ? string.Empty : result.Duration.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture);
            grid.AddRow(Glyph(result.Status), result.Check, seconds, Words(result));
            if (Remedy(result) is { } remedy)
            {
                grid.AddRow(string.Empty, string.Empty, string.Empty, remedy);
            }
        }

        console.Write(grid);
    }

    private void WriteStacked(IReadOnlyList<HealthCheckResult> results)
    {
        foreach (HealthCheckResult result in results)
        {
            console.MarkupLine($"{Glyph(result.Status)} {result.Check}");
            console.Write(new Padder(new Markup(Words(result)), new Padding(2, 0, 0, 0)));
            if (Remedy(result) is { } remedy)
            {
                console.Write(new Padder(new Markup(remedy), new Padding(2, 0, 0, 0)));
            }
        }
    }
}
