using System.Text.Json.Nodes;
using AcrHealth.Kubernetes;
using AcrHealth.Reports;

namespace AcrHealth.Core.Tests.Kubernetes;

public sealed class ClusterRunTests : KubectlTestBase
{
    private static readonly ClusterOptions Options = new()
    {
        Registries = ["contoso"],
        Image = "contoso.azurecr.io/tools/acrhealth:1",
        PollInterval = TimeSpan.FromMilliseconds(200),
        Timeout = TimeSpan.FromSeconds(60),
        CleanUpTime = TimeSpan.FromSeconds(30),
    };

    private readonly RecordedClusterEvents _events = new();

    [Fact]
    public async Task Each_node_gives_its_results_and_nothing_is_left()
    {
        AddNodes("pool1-0", "pool1-1", "pool2-0");
        Server.PodCreated = pod => NodeFixture.End(pod, 1);
        Server.Log = _ => "warning: something\n" + NodeFixture.Line + "\n{broken}\n" + NodeFixture.Line + "\n";

        List<HealthCheckResult> results = await RunAsync(Options);

        Assert.Equal(["pool1-0", "pool1-0", "pool1-1", "pool1-1", "pool2-0", "pool2-0"], results.Select(result => result.ComputerName).Order());
        Assert.All(results, result => Assert.Equal(("Dns", CheckStatus.Passed, "contoso.azurecr.io"), (result.Check, result.Status, result.Registry)));
        Assert.Contains("20.0.0.1", JsonReport.RenderLine(ResultConverter.Convert(results[0])), StringComparison.Ordinal);
        Assert.Equal(3, _events.Done);
        AssertClean();
    }

    [Fact]
    public async Task Only_selected_nodes_are_checked()
    {
        AddNodes("pool1-0", "pool2-0");
        Server.PodCreated = pod => NodeFixture.End(pod);
        Server.Log = _ => NodeFixture.Line;

        Assert.Equal(["pool2-0"], (await RunAsync(Options with { NodeSelector = "pool=pool2" })).Select(result => result.ComputerName));
    }

    [Fact]
    public async Task Windows_and_virtual_nodes_are_skipped_with_the_reason()
    {
        Server.Store.Add("nodes", null, NodeFixture.Node("win-0", os: "windows"));
        Server.Store.Add("nodes", null, NodeFixture.Node("aci-0", type: "virtual-kubelet"));

        List<HealthCheckResult> results = await RunAsync(Options);

        Assert.All(results, result => Assert.Equal((CheckStatus.Skipped, "NodePod"), (result.Status, result.Check)));
        Assert.Contains(results, result => result.Message.Contains("windows.yaml", StringComparison.Ordinal));
        Assert.DoesNotContain(Server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Obstacles => new()
    {
        { "pull", "NodePodImage" },
        { "reject", "NodePodRejected" },
        { "config", "NodePodNotStarted" },
        { "evicted", "NodePodNotStarted" },
        { "pending", "NodePodTimedOut" },
        { "crash", "NodePodFailed" },
        { "gone", "NodePodGone" },
        { "log", "NodePodUnreadable" },
        { "list", "NodePodUnreadable" },
        { "notready", "NodeNotReady" },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public async Task A_node_that_cannot_be_checked_is_a_result_and_nothing_is_left(string obstacle, string finding)
    {
        Server.Store.Add("nodes", null, NodeFixture.Node("pool1-0", obstacle == "notready" ? "Unknown" : "True"));
        Server.Log = _ => "exec format error";
        Server.PodCreated = pod => Obstruct(obstacle, pod);
        Server.Fault = (method, url) => (obstacle, method) switch
        {
            ("reject", "POST") => ApiFault.Forbidden("pods \\\"x\\\""),
            ("log", "GET") when url.AbsolutePath.EndsWith("/log", StringComparison.Ordinal) => ApiFault.Forbidden("pods/log"),
            ("list", "GET") when IsList(url) && Server.Store.Names("pods").Count > 0 && !_removing => ApiFault.Forbidden("pods"),
            _ => null,
        };
        Server.Removing = () => _removing = true;

        HealthCheckResult result = Assert.Single(await RunAsync(Options with { Timeout = TimeSpan.FromSeconds(obstacle == "pending" ? 4 : 60) }));

        Assert.Equal((finding, CheckStatus.Failed, "pool1-0", "UNEXPECTED_ERROR"), (result.Finding, result.Status, result.ComputerName, result.ErrorCode));
        Assert.NotEmpty(result.Remediation);
        AssertClean();
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_explained_as_that_of_any_pod()
    {
        AddNodes("pool1-0");
        Server.PodCreated = pod => Obstruct("pull", pod);

        HealthCheckResult result = Assert.Single(await RunAsync(Options));

        Assert.Contains("without a credential", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_the_node_does_not_have_is_left_out()
    {
        AddNodes("pool1-0");
        List<string> created = [];
        Server.PodCreated = pod =>
        {
            created.Add(pod.ToJsonString());
            if (created.Count > 1)
            {
                NodeFixture.End(pod);
                return;
            }

            pod["status"] = new JsonObject { ["phase"] = "Pending" };
            Server.Store.Add("events", PodFixture.Space, PodFixture.Event(pod, "MountVolume.SetUp failed for volume \"containerd\" : hostPath type check failed: /etc/containerd is not a directory", "FailedMount"));
        };
        Server.Log = _ => NodeFixture.Line;

        HealthCheckResult result = Assert.Single(await RunAsync(Options));

        Assert.Equal("Dns", result.Check);
        Assert.Contains("/etc/containerd", created[0], StringComparison.Ordinal);
        Assert.DoesNotContain("/etc/containerd", created[1], StringComparison.Ordinal);
        Assert.Contains("/etc/kubernetes", created[1], StringComparison.Ordinal);
        AssertClean();
    }

    [Fact]
    public async Task No_more_nodes_are_at_work_than_allowed()
    {
        AddNodes("a-0", "a-1", "a-2", "a-3", "a-4");
        int most = 0;
        Server.PodCreated = pod =>
        {
            most = Math.Max(most, Server.Store.Names("pods").Count);
            NodeFixture.End(pod);
        };
        Server.Log = _ => NodeFixture.Line;

        Assert.Equal(5, (await RunAsync(Options with { ThrottleLimit = 2 })).Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_stopped_run_removes_its_pods()
    {
        AddNodes("pool1-0", "pool1-1");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        int created = 0;
        Server.PodCreated = pod =>
        {
            NodeFixture.Wait(pod, "ContainerCreating", "pulling");
            if (Interlocked.Increment(ref created) == 2)
            {
                stop.CancelAfter(TimeSpan.FromMilliseconds(300));
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(Options, stop.Token));

        Assert.Equal(2, created);
        AssertClean();
    }

    [Fact]
    public async Task Removing_is_tried_again_when_the_server_fails()
    {
        AddNodes("pool1-0");
        Server.PodCreated = pod => NodeFixture.End(pod);
        Server.Log = _ => NodeFixture.Line;
        int deletions = 0;
        Server.Fault = (method, _) => method == "DELETE" && Interlocked.Increment(ref deletions) <= 2 ? ApiFault.ServerError() : null;

        Assert.Single(await RunAsync(Options));

        Assert.True(deletions > 2);
        AssertClean();
    }

    [Fact]
    public async Task What_cannot_be_removed_is_told_with_the_command_that_does()
    {
        AddNodes("pool1-0");
        Server.PodCreated = pod => NodeFixture.End(pod);
        Server.Log = _ => NodeFixture.Line;
        Server.Fault = (method, _) => method == "DELETE" ? ApiFault.Forbidden("pods") : null;

        Assert.Single(await RunAsync(Options with { CleanUpTime = TimeSpan.FromSeconds(4), Namespace = "checks" }));

        string message = Assert.Single(_events.Left);
        Assert.Matches("`kubectl delete pods --namespace=checks --selector=acrhealth/run=[0-9a-f]{8}`", message);
        Assert.Contains("jane", message, StringComparison.Ordinal);
        Assert.Single(Server.Store.Names("pods"));
    }

    private bool _removing;

    private static bool IsList(Uri url) => url.AbsolutePath.EndsWith("/pods", StringComparison.Ordinal);

    private void Obstruct(string obstacle, JsonObject pod)
    {
        switch (obstacle)
        {
            case "pull":
                NodeFixture.Wait(pod, "ImagePullBackOff", "Back-off pulling image \"contoso.azurecr.io/tools/acrhealth:1\": ErrImagePull: failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized");
                break;
            case "config":
                NodeFixture.Wait(pod, "CreateContainerError", "no command specified");
                break;
            case "evicted":
                pod["status"] = new JsonObject { ["phase"] = "Failed", ["reason"] = "OutOfmemory", ["message"] = "Node didn't have enough resource: memory" };
                break;
            case "crash":
                NodeFixture.End(pod, 3);
                break;
            case "gone":
                Server.Store.Remove("pods", PodFixture.Space, pod["metadata"]!["name"]!.ToString());
                break;
            case "log":
                NodeFixture.End(pod);
                break;
            default:
                pod["status"] = new JsonObject
                {
                    ["phase"] = "Pending",
                    ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "False", ["message"] = "0/1 nodes are available: 1 Insufficient cpu." }),
                };
                break;
        }
    }

    private void AddNodes(params string[] names)
    {
        foreach (string name in names)
        {
            Server.Store.Add("nodes", null, NodeFixture.Node(name));
        }
    }

    private void AssertClean()
    {
        Assert.Empty(Server.Store.Names("pods"));
        Assert.Empty(_events.Left);
    }

    private async Task<List<HealthCheckResult>> RunAsync(ClusterOptions options, CancellationToken? cancellationToken = null)
    {
        List<HealthCheckResult> results = [];
        var run = new ClusterRun(Client, options, _events);
        IReadOnlyList<ClusterNode> nodes = await run.ReadNodesAsync(TestContext.Current.CancellationToken);
        await run.RunAsync(nodes, results.AddRange, cancellationToken ?? TestContext.Current.CancellationToken);
        return results;
    }
}
