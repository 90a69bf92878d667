using AcrHealth.Reports;

namespace AcrHealth.Cli.Output;

/// <summary>Writes a line of JSON for each result, as soon as its target is complete.</summary>
internal sealed class JsonLinesOutput(TextWriter writer) : IResultOutput
{
    public void Write(IReadOnlyList<HealthCheckResult> results)
    {
        foreach (HealthCheckResult result in results)
        {
            writer.WriteLine(JsonReport.RenderLine(ResultConverter.Convert(result)));
        }

        writer.Flush();
    }

    public void Complete() => writer.Flush();
}
