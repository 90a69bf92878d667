using AcrHealth.Findings;
using AcrHealth.Nodes;

namespace AcrHealth.Core.Tests.Nodes;

public sealed class ContainerdFindingsTests
{
    [Theory]
    [InlineData(nameof(RuntimeErrorCause.Unauthorized), "ContainerdPullDenied")]
    [InlineData(nameof(RuntimeErrorCause.PullDenied), "ContainerdPullDenied")]
    [InlineData(nameof(RuntimeErrorCause.WindowsVersion), "ContainerdOtherPlatform")]
    [InlineData(nameof(RuntimeErrorCause.PlainHttp), "ContainerdCertificateRejected")]
    [InlineData(nameof(RuntimeErrorCause.DnsFailed), "ContainerdHostUnreachable")]
    [InlineData(nameof(RuntimeErrorCause.Firewall), "ContainerdPullForbidden")]
    [InlineData(nameof(RuntimeErrorCause.Throttled), "ContainerdPullThrottled")]
    [InlineData(nameof(RuntimeErrorCause.OldSchema), "ContainerdUnsupportedImage")]
    [InlineData(nameof(RuntimeErrorCause.ServerError), "ContainerdPullFailed")]
    public void A_cause_in_containerds_words_has_its_finding(string cause, string finding) =>
        Assert.Equal(finding, ContainerdFindings.OfPull(Enum.Parse<RuntimeErrorCause>(cause)).Name);
}
