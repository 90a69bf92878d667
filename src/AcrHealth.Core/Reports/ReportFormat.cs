namespace AcrHealth;

/// <summary>What a report is written as.</summary>
public enum ReportFormat
{
    /// <summary>One page for people, which needs nothing but itself.</summary>
    Html,

    /// <summary>The XML of JUnit, as CI systems read it: a suite for each registry and machine, a case for each check.</summary>
    JUnit,

    /// <summary>Every result with all it holds, for programs.</summary>
    Json,

    /// <summary>GitHub's Markdown, for job summaries, issues and chats.</summary>
    Markdown,

    /// <summary>OpenMetrics text, for Prometheus and its kin.</summary>
    OpenMetrics,
}
