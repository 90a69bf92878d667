using System.Management.Automation;
using System.Management.Automation.Host;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Asks, through ShouldProcess, whether something that changes the machine may be done.</summary>
internal static class PullQuestion
{
    /// <summary>Asks on the pipeline's thread. With <paramref name="force"/> nobody is asked, but -WhatIf is still heard.</summary>
    public static Approval Ask(PSCmdlet cmdlet, bool force, string action, string image)
    {
        if (force && !IsWhatIf(cmdlet))
        {
            return Approval.Given;
        }

        try
        {
            bool yes = cmdlet.ShouldProcess(
                $"{action}: {image}", CheckOutcome.Format(Messages.PullQuestion, image), Messages.PullCaption, out ShouldProcessReason reason);
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
