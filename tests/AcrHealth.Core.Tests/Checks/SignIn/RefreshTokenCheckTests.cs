using System.Net;
using AcrHealth.Checks.SignIn;
using AcrHealth.Core.Tests.Network.Tls;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks.SignIn;

public sealed class RefreshTokenCheckTests
{
    private const string Stranger = "contoso.azurecr.oi";

    [Fact]
    public async Task A_host_that_is_not_Azures_is_sent_nothing_of_the_identity()
    {
        List<string> requests = [];
        using var deadline = new Deadline();
        TestCertificate certificate = TestCertificate.Server(null, Stranger);
        await using LoopbackServer server = LoopbackServer.Https(certificate, requests, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var route = new RegistryRoute(
            new RegistryTarget { Input = Stranger, Host = Stranger, Port = server.Port }, [IPAddress.Loopback], null, [certificate.Certificate]);
        using var client = new RegistryClient(route, (await route.ConnectAsync(new(), deadline.Token)).Stream, _ => { });
        var challenge = new RegistryChallenge(client, route.Target.Url("/oauth2/token"), Stranger);

        CheckOutcome outcome = await CheckTestBed.RunAsync(
            new RefreshTokenCheck(),
            route.Target.Authority,
            (EntraLoginCheck.CheckName, CheckOutcome.Passed("asked").WithOutput(EntraLoginCheck.Challenge, challenge)),
            (CredentialCheck.CheckName, CheckOutcome.Passed("signed in").WithOutput(CredentialCheck.Token, new("canary", null, "AzureCliCredential"))));

        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", outcome.ErrorCode?.Name);
        Assert.Equal("EntraTokenWithheld", outcome.Finding?.Name);
        Assert.Contains("was not sent to it", outcome.Message, StringComparison.Ordinal);
        Assert.Contains(Stranger, outcome.Message, StringComparison.Ordinal);
        Assert.Empty(requests);
    }
}
