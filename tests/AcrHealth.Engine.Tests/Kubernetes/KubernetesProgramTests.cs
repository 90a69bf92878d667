using System.Diagnostics;
using System.Text.Json;
using AcrHealth.Core.Tests.Kubernetes;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Kubernetes;

/// <summary>acrhealth pods and acrhealth cluster as people run them, with the real kubectl, against an API server on loopback.</summary>
[Trait("Suite", "Long")]
public sealed class KubernetesProgramTests : IAsyncDisposable
{
    private static readonly string Program =
        BuildMetadata.Of(typeof(KubernetesProgramTests).Assembly, "CliPath");

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string[] Cluster = ["cluster", "contoso", "--image", "contoso.azurecr.io/tools/acrhealth:1"];

    private readonly ApiServer _server = new();

    public KubernetesProgramTests()
    {
        Installed.OrSkip("kubectl", "kubernetes-client");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Failing_pods_are_explained_and_end_with_1()
    {
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Pod("web-1", "ErrImagePull", "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized"));

        (int code, string output, _) = await RunAsync("pods");
        (_, string lines, _) = await RunAsync("pods", "--output", "jsonl");

        Assert.Equal(1, code);
        Assert.Contains("shop/web-1", output, StringComparison.Ordinal);
        Assert.Contains("acrhealth cluster contoso.azurecr.io --image", output, StringComparison.Ordinal);
        using JsonDocument line = JsonDocument.Parse(lines);
        Assert.Equal("PodNoCredential", line.RootElement.GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Healthy_pods_end_with_0_and_a_cluster_that_cannot_be_read_with_3()
    {
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Running("fine"));

        Assert.Equal(0, (await RunAsync("pods")).ExitCode);
        Assert.Equal(3, (await RunAsync("pods", "missing")).ExitCode);
        _server.Fault = (_, url) => url.AbsolutePath.Contains("/pods", StringComparison.Ordinal) ? ApiFault.Forbidden("pods") : null;
        (int code, _, string error) = await RunAsync("pods");
        Assert.Equal(3, code);
        Assert.Contains("may not do that", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_give_results_and_a_preview_creates_nothing()
    {
        _server.Store.Add("nodes", null, NodeFixture.Node("pool1-0"));
        _server.PodCreated = pod => NodeFixture.End(pod);
        _server.Log = _ => NodeFixture.Line;

        (int previewed, string manifest, _) = await RunAsync([.. Cluster, "--what-if"]);
        Assert.Equal((0, "List"), (previewed, JsonDocument.Parse(manifest).RootElement.GetProperty("kind").GetString()));
        Assert.Equal(3, (await RunAsync(Cluster)).ExitCode);
        Assert.DoesNotContain(_server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));

        (int code, string lines, _) = await RunAsync([.. Cluster, "--force", "--output", "jsonl"]);

        Assert.Equal(0, code);
        Assert.Equal("pool1-0", JsonDocument.Parse(lines).RootElement.GetProperty("computerName").GetString());
        Assert.Empty(_server.Store.Names("pods"));
    }

    [Fact]
    public async Task An_interrupted_check_removes_its_pods()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signal is one of Unix, and env --default-signal is GNU's.");
        _server.Store.Add("nodes", null, NodeFixture.Node("pool1-0"));
        using var created = new ManualResetEventSlim();
        _server.PodCreated = pod =>
        {
            NodeFixture.Wait(pod, "ContainerCreating", "pulling");
            created.Set();
        };
        using Process process = Process.Start(Describe([.. Cluster, "--force"]))!;
        Assert.True(created.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));

        await Command.SignalAsync(process, "INT");
        await Command.WaitAsync(process, Deadline);

        Assert.Equal(130, process.ExitCode);
        Assert.Empty(_server.Store.Names("pods"));
    }

    private ProcessStartInfo Describe(params string[] arguments)
    {
        ProcessStartInfo start = Command.StartInfo(
            "dotnet", [Program, .. arguments], [.. _server.Environment.Select(variable => (variable.Key, (string?)variable.Value)), ("LANG", "en_US.UTF-8")]);
        Command.HeedSignals(start);
        return start;
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => Command.RunAsync(Describe(arguments), deadline: Deadline);
}
