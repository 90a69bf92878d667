using AcrHealth.Text;

namespace AcrHealth.Reports;

/// <summary>
/// The result of a check as reports show it, independent of its source. All its texts have one line, a maximum length, and no control or format
/// characters, so that no renderer has to handle them.
/// </summary>
internal sealed record ReportResult
{
    /// <summary>The maximum number of characters of a text.</summary>
    public const int TextLength = 4000;

    // No check runs this long, and the durations of any report can be added without overflow.
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(366);

    private readonly string? _registry;
    private readonly string? _errorCode;
    private readonly string? _finding;
    private readonly string _check = string.Empty;
    private readonly string _message = string.Empty;
    private readonly string _computerName = string.Empty;
    private readonly IReadOnlyList<string> _remediation = [];
    private readonly IReadOnlyList<string> _blockedBy = [];
    private readonly Uri? _helpUri;
    private readonly TimeSpan _duration;

    public string? Registry { get => _registry; init => _registry = Clean(value); }

    public required CheckCategory Category { get; init; }

    public required string Check { get => _check; init => _check = Clean(value) ?? string.Empty; }

    public required CheckStatus Status { get; init; }

    public string? ErrorCode { get => _errorCode; init => _errorCode = Clean(value); }

    public string? Finding { get => _finding; init => _finding = Clean(value); }

    public string Message { get => _message; init => _message = Clean(value) ?? string.Empty; }

    public IReadOnlyList<string> Remediation { get => _remediation; init => _remediation = CleanAll(value); }

    public IReadOnlyList<string> BlockedBy { get => _blockedBy; init => _blockedBy = CleanAll(value); }

    public ReportValue? Detail { get; init; }

    /// <summary>The time at which the check started; null if the source does not contain it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The check's duration: limited to the range from zero to 366 days, whatever the source says.</summary>
    public TimeSpan Duration { get => _duration; init => _duration = value < TimeSpan.Zero ? TimeSpan.Zero : value > LongestDuration ? LongestDuration : value; }

    /// <summary>The page that documents the error; always an http or https URL.</summary>
    public Uri? HelpUri { get => _helpUri; init => _helpUri = value is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? value : null; }

    public string ComputerName { get => _computerName; init => _computerName = Clean(value) ?? string.Empty; }

    public DateTimeOffset? EndTime => StartTime is { } start ? start + Min(Duration, DateTimeOffset.MaxValue - start) : null;

    /// <summary>Cleans a text for a report.</summary>
    public static string? Clean(string? text) => UntrustedText.CleanAgain(text, TextLength) is { Length: > 0 } clean ? clean : null;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string[] CleanAll(IReadOnlyList<string> texts) => [.. texts.Select(Clean).OfType<string>()];
}
