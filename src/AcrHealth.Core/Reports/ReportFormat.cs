namespace AcrHealth;

/// <summary>The format of a report.</summary>
public enum ReportFormat
{
    /// <summary>A self-contained HTML page for people.</summary>
    Html,

    /// <summary>The XML of JUnit, as CI systems read it: a suite for each registry and machine, a case for each check.</summary>
    JUnit,

    /// <summary>JSON with every result and all its members, for programs.</summary>
    Json,

    /// <summary>GitHub's Markdown, for job summaries, issues and chats.</summary>
    Markdown,

    /// <summary>OpenMetrics text, for Prometheus and compatible systems.</summary>
    OpenMetrics,
}
