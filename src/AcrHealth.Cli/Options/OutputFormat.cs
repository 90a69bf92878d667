namespace AcrHealth.Cli.Options;

/// <summary>The formats of results.</summary>
internal enum OutputFormat
{
    Table,
    Summary,
    Json,
    Jsonl,
    JUnit,
    Html,
    Markdown,
    OpenMetrics,
}
