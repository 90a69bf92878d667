using System.Net;
using AcrHealth.Checks.Pull;
using AcrHealth.Core.Tests.Network.Tls;
using AcrHealth.Core.Tests.Registry;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks.Pull;

public sealed class PullThroughputCheckTests
{
    private const string Layer = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n";

    [Fact]
    public async Task A_redirect_to_no_host_is_reported_without_its_signature()
    {
        CheckOutcome outcome = await RunAsync("HTTP/1.1 307 There\r\nContent-Length: 0\r\nLocation: http://layers.example/a?sig=canary\r\n\r\n");

        Assert.Equal((CheckStatus.Warning, "ThroughputNotMeasured", null), (outcome.Status, outcome.Finding!.Name, outcome.ErrorCode?.Name));
        Assert.Contains("http://layers.example/a. ", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no answer", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_stops_coming_fails_and_the_message_says_how_much_arrived()
    {
        CheckOutcome outcome = await RunAsync($"{Layer}\r\n{new string('x', 1300)}", timeout: TimeSpan.FromSeconds(3));

        Assert.Equal((CheckStatus.Failed, "TransferStalled", "DATA_ENDPOINT_ERROR"), (outcome.Status, outcome.Finding!.Name, outcome.ErrorCode?.Name));
        Assert.Contains("1,300 bytes arrived", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_is_cut_off_fails_and_the_message_says_how_much_arrived()
    {
        CheckOutcome outcome = await RunAsync($"{Layer}Connection: close\r\n\r\n{new string('x', 1300)}");

        Assert.Equal((CheckStatus.Failed, "TransferCut", "DATA_ENDPOINT_ERROR"), (outcome.Status, outcome.Finding!.Name, outcome.ErrorCode?.Name));
        Assert.Contains("1,300 bytes had arrived", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_the_registry_does_not_have_fails()
    {
        CheckOutcome outcome = await RunAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((CheckStatus.Failed, "BlobMissing", "MANIFEST_ERROR"), (outcome.Status, outcome.Finding!.Name, outcome.ErrorCode?.Name));
    }

    private static async Task<CheckOutcome> RunAsync(string answer, TimeSpan? timeout = null)
    {
        using var deadline = new Deadline();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        TestCertificate certificate = TestCertificate.Server(null);
        await using LoopbackServer server = LoopbackServer.Https(certificate, [], answer);
        var route = new RegistryRoute(
            new RegistryTarget { Input = "localhost", Host = "localhost", Port = server.Port }, [IPAddress.Loopback], null, [certificate.Certificate]);
        using var client = new RegistryClient(route, (await route.ConnectAsync(new(), deadline.Token)).Stream, _ => { });
        var layer = new BlobDescriptor("layer", $"sha256:{new string('0', 64)}", 5);
        ImageManifest image = ImageManifest.Parse(
            ImageManifest.OciImage, $$"""{"config":{{Json(layer)}},"layers":[{{Json(layer)}}]}""")!;
        var plan = new PullPlan(RegistryAccess.FromToken(new(new(client, null, null), null), "token")!, image, image);
        var check = new PullThroughputCheck();
        CheckContext context = CheckTestBed.ContextOf(
            check,
            route.Target.Authority,
            new HealthCheckOptions { Image = new("team/app", "latest") },
            (DataEndpointCheck.CheckName, CheckOutcome.Passed("reached").WithOutput(DataEndpointCheck.Blob, new(plan, null, string.Empty))));
        if (timeout is { } limit)
        {
            time.CancelAfter(limit);
        }

        return await check.RunAsync(context, time.Token);
    }

    private static string Json(BlobDescriptor blob) => $$"""{"mediaType":"{{blob.MediaType}}","digest":"{{blob.Digest}}","size":{{blob.Size}} }""";
}
