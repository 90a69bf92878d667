using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Reports;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth report</c>: turns saved JSON results into any format.</summary>
internal static class ReportCommand
{
    private const string StandardInput = "-";

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = Texts.FilesArgument, Arity = ArgumentArity.OneOrMore };
        Option<OutputFormat> output = OutputFormats.Option();
        var command = new Command("report", Texts.ReportCommand) { files, output };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(string[] files, OutputFormat format)
    {
        List<ReportResult> results = [];
        foreach (string file in files)
        {
            try
            {
                results.AddRange(ResultFile.Parse(file == StandardInput ? Console.In.ReadToEnd() : File.ReadAllText(file)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
            {
                throw new UsageException($"{file}: {exception.Message}");
            }
        }

        Write(results, format);
        return results.Any(result => result.Status == CheckStatus.Failed) ? ExitCodes.Failed : ExitCodes.Healthy;
    }

    private static void Write(List<ReportResult> results, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Table or OutputFormat.Summary:
                IResultOutput output = ResultOutputs.Create(format, quiet: false);
                foreach (ReportTarget target in HealthReport.Of(results, DateTimeOffset.Now).Targets)
                {
                    output.Write([.. target.Results.Select(result => ResultConverter.Restore(result, result.ComputerName, DateTimeOffset.UnixEpoch))]);
                }

                output.Complete();
                break;
            case OutputFormat.Jsonl:
                foreach (ReportResult result in results)
                {
                    Console.WriteLine(JsonReport.RenderLine(result));
                }

                break;
            default:
                Console.Write(ReportRenderers.For(ResultOutputs.ReportFormatOf(format)).Render(HealthReport.Of(results, DateTimeOffset.Now)));
                break;
        }
    }
}
