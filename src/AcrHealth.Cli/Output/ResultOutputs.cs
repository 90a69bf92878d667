using AcrHealth.Cli.Options;
using Spectre.Console;

namespace AcrHealth.Cli.Output;

/// <summary>Creates the output of a format on standard output.</summary>
internal static class ResultOutputs
{
    // Nothing wraps in a file or a pipe.
    private const int RedirectedWidth = 10_000;

    public static IResultOutput Create(OutputFormat format, bool quiet) => quiet ? new QuietOutput() : format switch
    {
        OutputFormat.Table => new TableOutput(Terminal()),
        OutputFormat.Summary => new SummaryOutput(Console.Out),
        OutputFormat.Jsonl => new JsonLinesOutput(Console.Out),
        _ => new ReportOutput(Console.Out, ReportFormatOf(format)),
    };

    /// <summary>The format of a report.</summary>
    public static ReportFormat ReportFormatOf(OutputFormat format) => format switch
    {
        OutputFormat.Json => ReportFormat.Json,
        OutputFormat.JUnit => ReportFormat.JUnit,
        OutputFormat.Html => ReportFormat.Html,
        OutputFormat.Markdown => ReportFormat.Markdown,
        OutputFormat.OpenMetrics => ReportFormat.OpenMetrics,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>The terminal: colors follow NO_COLOR, FORCE_COLOR and whether the output is a terminal.</summary>
    private static IAnsiConsole Terminal()
    {
        bool forced = Environment.GetEnvironmentVariable("FORCE_COLOR") is { Length: > 0 } and not "0";
        bool forbidden = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        bool colors = !forbidden && (forced || !Console.IsOutputRedirected);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colors ? (forced ? AnsiSupport.Yes : AnsiSupport.Detect) : AnsiSupport.No,
            ColorSystem = colors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmingWriter(Console.Out)),
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
