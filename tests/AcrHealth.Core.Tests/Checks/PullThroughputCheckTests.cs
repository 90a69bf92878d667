using System.Net;
using AcrHealth.Checks.Registry;
using AcrHealth.Core.Tests.Network;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks;

public sealed class PullThroughputCheckTests
{
    [Fact]
    public async Task A_redirect_that_leads_nowhere_is_told_as_that_without_its_signature()
    {
        using var deadline = new Deadline();
        TestCertificate certificate = TestCertificate.Server(null);
        await using LoopbackServer server = LoopbackServer.Https(
            certificate, [], "HTTP/1.1 307 There\r\nContent-Length: 0\r\nLocation: http://layers.example/a?sig=canary\r\n\r\n");
        var route = new RegistryRoute(
            new RegistryTarget { Input = "localhost", Host = "localhost", Port = server.Port }, [IPAddress.Loopback], null, [certificate.Certificate]);
        using var client = new RegistryClient(route, (await route.ConnectAsync(new(), deadline.Token)).Stream, _ => { });
        var layer = new BlobDescriptor("layer", $"sha256:{new string('0', 64)}", 5);
        ImageManifest image = ImageManifest.Parse(
            ImageManifest.OciImage, $$"""{"config":{{Json(layer)}},"layers":[{{Json(layer)}}]}""")!;
        var plan = new PullPlan(RegistryAccess.FromToken(new(new(client, null, null), null), "token")!, image, image);

        CheckOutcome outcome = await CheckBench.RunAsync(
            new PullThroughputCheck(),
            route.Target.Authority,
            new HealthCheckOptions { Image = new("team/app", "latest") },
            (DataEndpointCheck.CheckName, CheckOutcome.Passed("reached", null, new BlobSource(plan, null, string.Empty))));

        Assert.Equal(CheckStatus.Warning, outcome.Status);
        Assert.Contains("what is no https URL, or one with a user in it: http://layers.example/a. ", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no answer", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", outcome.Message, StringComparison.Ordinal);
    }

    private static string Json(BlobDescriptor blob) => $$"""{"mediaType":"{{blob.MediaType}}","digest":"{{blob.Digest}}","size":{{blob.Size}} }""";
}
