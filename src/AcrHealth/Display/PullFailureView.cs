using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Reports;

namespace AcrHealth.Display;

/// <summary>The default view of pull failures: the container, the cause and the remedies.</summary>
public static class PullFailureView
{
    private const string Indent = "  ";
    private const string Arrow = "\u2192 ";

    /// <summary>One failure.</summary>
    /// <param name="failure">The failure, of this session or another.</param>
    /// <param name="host">The host that shows it.</param>
    public static string Entry(PSObject failure, PSHost host)
    {
        ArgumentNullException.ThrowIfNull(failure);
        string Text(string property) => failure.Properties[property]?.Value?.ToString() ?? string.Empty;
        int width = Screen.WidthOf(host);
        string mark = $"{StatusMark.Failed} {Text(nameof(PullFailure.Cause))}";
        string code = Text(nameof(PullFailure.ErrorCode));
        List<string> lines =
        [
            .. TextWrap.Lines($"{Text(nameof(PullFailure.Namespace))}/{Text(nameof(PullFailure.Pod))} ({Text(nameof(PullFailure.Container))})", width).Select(TextStyle.Bold),
            .. TextWrap.Lines(Text(nameof(PullFailure.Image)), width - Indent.Length).Select(line => Indent + TextStyle.Gray(line)),
            .. TextWrap.Lines(code.Length == 0 ? mark : $"{mark} {code}", width - Indent.Length).Select(line => Indent + TextStyle.Red(line)),
            .. TextWrap.Lines(Text(nameof(PullFailure.Message)), width - (2 * Indent.Length)).Select(line => Indent + Indent + line),
        ];
        foreach (string step in ResultReader.Texts(failure.Properties[nameof(PullFailure.Remediation)]?.Value))
        {
            lines.AddRange(TextStyle.Commands(TextWrap.Lines(Arrow + step, width - (2 * Indent.Length))).Select(line => Indent + Indent + line));
        }

        return string.Join('\n', lines) + "\n";
    }
}
