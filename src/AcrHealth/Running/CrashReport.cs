using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>An unexpected exception of a check, as it may be shown: its message and its trace may repeat text from a server or a program.</summary>
internal sealed class CrashReport : Exception
{
    private const int TraceLength = 16 * 1024;

    private readonly string _trace;

    public CrashReport(Exception crash)
        : base($"{crash.GetType().FullName}: {UntrustedText.Clean(crash.Message)}", crash.InnerException is { } inner ? new CrashReport(inner) : null)
    {
        _trace = string.Join(Environment.NewLine, (crash.StackTrace ?? string.Empty).Split('\n').Select(line => UntrustedText.Clean(line))) is var trace && trace.Length > TraceLength
            ? trace[..TraceLength]
            : trace;
        HResult = crash.HResult;
    }

    /// <inheritdoc/>
    public override string StackTrace => _trace;
}
