using System.Buffers.Text;
using System.Text;
using AcrHealth.Checks.Registry;
using AcrHealth.Details;
using AcrHealth.Identity;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks;

public sealed class CredentialCheckTests
{
    [Fact]
    public async Task The_end_of_a_token_is_told_by_this_machines_clock()
    {
        DateTimeOffset end = DateTimeOffset.Now.AddHours(-5);
        string claims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{end.ToUnixTimeSeconds()}}}"));

        CheckOutcome outcome = await CheckBench.RunAsync(
            new CredentialCheck(), "contoso", new HealthCheckOptions { SignIn = new SignIn.Token($"e30.{claims}.", null) });

        Assert.Equal(CheckStatus.Failed, outcome.Status);
        Assert.Contains($"{end.ToLocalTime():g}", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(end.Offset, Assert.IsType<CredentialDetail>(outcome.Detail).ExpiresOn!.Value.Offset);
    }
}
