using System.Management.Automation;
using System.Management.Automation.Host;

namespace AcrHealth.Running;

/// <summary>Asks, through ShouldProcess, whether something that changes the machine or a registry may be done.</summary>
internal static class ChangeQuestion
{
    /// <summary>Asks on the pipeline's thread. With <paramref name="force"/> there is no question, but -WhatIf still applies.</summary>
    public static Approval Ask(PSCmdlet cmdlet, bool force, Question question)
    {
        if (force && !IsWhatIf(cmdlet))
        {
            return Approval.Given;
        }

        try
        {
            bool yes = cmdlet.ShouldProcess(
                $"{question.Action}: {question.Target}", question.Text, question.Caption, out ShouldProcessReason reason);
            return yes ? Approval.Given : reason == ShouldProcessReason.WhatIf ? Approval.WhatIf : Approval.Declined;
        }
        catch (Exception exception) when (exception is HostException or InvalidOperationException or NotSupportedException or NotImplementedException)
        {
            return exception is PipelineStoppedException ? throw new PipelineStoppedException() : Approval.CannotAsk;
        }
    }

    private static bool IsWhatIf(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));
}
