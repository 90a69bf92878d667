using AcrHealth.Model;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Display;

/// <summary>Describes in a few words the outcome of the checks of one target.</summary>
internal static class VerdictText
{
    /// <summary>The verdict after its sign: <c>✗ 1 failed, 1 warning</c>.</summary>
    public static string Of(TargetVerdict verdict) => $"{StatusMark.SignOf(verdict.Status)} {Words(verdict)}";

    /// <summary>The verdict without its sign.</summary>
    public static string Words(TargetVerdict verdict) => verdict.Status switch
    {
        CheckStatus.Failed => verdict.Warnings == 0 ? Failed(verdict) : $"{Failed(verdict)}, {Warnings(verdict)}",
        CheckStatus.Warning => Warnings(verdict),
        CheckStatus.Passed => Messages.VerdictHealthy,
        _ => Messages.VerdictNotChecked,
    };

    private static string Failed(TargetVerdict verdict) => MessageFormat.Format(Messages.VerdictFailed, verdict.Failed);

    private static string Warnings(TargetVerdict verdict) =>
        MessageFormat.Format(verdict.Warnings == 1 ? Messages.VerdictWarning : Messages.VerdictWarnings, verdict.Warnings);
}
