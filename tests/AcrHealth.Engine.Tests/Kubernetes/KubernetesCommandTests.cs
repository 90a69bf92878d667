using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using AcrHealth.Core.Tests.Kubernetes;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Kubernetes;

/// <summary>The commands for clusters through the real engine and the real kubectl, against an API server on loopback.</summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class KubernetesCommandTests : IAsyncLifetime
{
    private const string Anonymous = "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized";
    private const string Cluster = "Test-AcrHealthCluster contoso -Image contoso.azurecr.io/tools/acrhealth:1 ";

    private readonly Simulated _simulated;
    private readonly ApiServer _server = new();
    private EnvironmentScope? _variables;

    public KubernetesCommandTests(Simulated simulated)
    {
        _simulated = simulated;
        Installed.OrSkip("kubectl", "kubernetes-client");
    }

    public ValueTask InitializeAsync()
    {
        _variables = new(_server.Environment.Select(variable => (variable.Key, (string?)variable.Value)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _variables?.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Failing_containers_are_objects_that_show_the_cause_and_what_to_do()
    {
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Pod("web-1", "ErrImagePull", Anonymous));
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("Get-AcrPullFailure");

        Assert.Empty(outcome.Errors);
        PSObject failure = Assert.Single(outcome.Output);
        Assert.Equal("AcrHealth.PullFailure", failure.TypeNames[0]);
        Assert.Equal("PodNoCredential", failure.Properties["Cause"].Value);
        string shown = Show("Get-AcrPullFailure | Out-Default");
        Assert.Contains("shop/web-1 (app)", shown, StringComparison.Ordinal);
        Assert.Contains("az aks update", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Korean_session_gets_Korean_texts()
    {
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Pod("web-1", "ErrImagePull", Anonymous));
        using var engine = new ModuleEngine(uiCulture: CultureInfo.GetCultureInfo("ko-KR"));

        Assert.Contains("자격 증명 없이", engine.Run("(Get-AcrPullFailure).Message").Output.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_stays_readable_after_serialization()
    {
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Pod("web-1", "ErrImagePull", Anonymous));
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("$copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@(Get-AcrPullFailure))); $copy.Remediation.Count");

        Assert.Equal("3", outcome.Output[0].ToString());
        Assert.Contains("shop/web-1 (app)", Show("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@(Get-AcrPullFailure))) | Out-Default"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_tested_by_its_registry_and_repository()
    {
        string server = _simulated.Azure.Healthy.LoginServer;
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Pod("web-1", "ErrImagePull", Anonymous, $"{server}/no/such:tag"));
        _server.Store.Add("pods", PodFixture.Space, PodFixture.Pod("web-2", "ErrImagePull", Anonymous, $"{server}/no/other:tag"));
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(
            "param($authority, $token) $secure = [securestring]::new(); $token.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; Get-AcrPullFailure | Test-AcrHealth -CACertificate $authority -AccessToken $secure -ExcludeCheck Docker*, Helm*",
            _simulated.Authority,
            _simulated.Azure.Identity.IssueEntraToken());

        Assert.Empty(outcome.Errors);
        CheckResult[] missing = [.. outcome.Results.Where(result => result.Check == "RepositoryAccess")];
        Assert.Equal(2, missing.Length);
        Assert.Contains(missing, result => result.Message.Contains("no/such", StringComparison.Ordinal));
        Assert.Contains(missing, result => result.Message.Contains("no/other", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_may_not_read_the_cluster_gets_an_error_that_says_so()
    {
        _server.Fault = (_, url) => url.AbsolutePath.Contains("/pods", StringComparison.Ordinal) ? ApiFault.Forbidden("pods") : null;
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run("Get-AcrPullFailure");

        Assert.StartsWith("KubectlForbidden", outcome.Terminating is { } ended ? ended.ErrorRecord.FullyQualifiedErrorId : outcome.Errors.Single().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_gives_the_manifest_and_creates_nothing()
    {
        AddNodes("pool1-0", "pool1-1");
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(Cluster + "-WhatIf");

        using JsonDocument list = JsonDocument.Parse(outcome.Output.Single().ToString());
        Assert.Equal(2, list.RootElement.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(_server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_node_gives_ordinary_results_that_a_report_takes()
    {
        AddNodes("pool1-0", "pool1-1");
        _server.PodCreated = pod => NodeFixture.End(pod);
        _server.Log = _ => NodeFixture.Line;
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run($"$results = {Cluster} -Force; $results; $results | ConvertTo-AcrHealthReport -Format Json; $results[0].Detail.Addresses -join ' '");

        Assert.Empty(outcome.Errors);
        Assert.Equal(["pool1-0", "pool1-1"], outcome.Output.Take(2).Select(result => (string)result.Properties["ComputerName"].Value).Order());
        using JsonDocument report = JsonDocument.Parse(outcome.Output[2].ToString()!);
        Assert.Equal(["pool1-0", "pool1-1"], report.RootElement.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("computerName").GetString()).Order());
        Assert.Equal("20.0.0.1", outcome.Output[3].ToString());
        Assert.Contains("contoso.azurecr.io (pool1-0)", Show($"{Cluster} -Force | Out-Default"), StringComparison.Ordinal);
        Assert.Empty(_server.Store.Names("pods"));
    }

    [Fact]
    public void Nobody_to_ask_creates_nothing()
    {
        AddNodes("pool1-0");
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(Cluster);

        Assert.StartsWith("CannotAsk", outcome.Errors.Single().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_command_removes_its_pods()
    {
        AddNodes("pool1-0", "pool1-1");
        using var created = new CountdownEvent(2);
        _server.PodCreated = pod =>
        {
            NodeFixture.Wait(pod, "ContainerCreating", "pulling");
            created.Signal();
        };
        using var engine = new ModuleEngine(ownThread: true);
        using PowerShell shell = engine.Prepare(Cluster + "-Force");
        IAsyncResult run = shell.BeginInvoke();
        Assert.True(created.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));

        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(_server.Store.Names("pods"));
    }

    [Fact]
    public void What_cannot_be_removed_is_an_error_with_the_command()
    {
        AddNodes("pool1-0");
        _server.PodCreated = pod => NodeFixture.End(pod);
        _server.Log = _ => NodeFixture.Line;
        _server.Fault = (method, _) => method == "DELETE" ? ApiFault.Forbidden("pods") : null;
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = engine.Run(Cluster + "-Force");

        Assert.Single(outcome.Output);
        ErrorRecord error = Assert.Single(outcome.Errors);
        Assert.StartsWith("NotRemoved", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("kubectl delete pods --selector=acrhealth/run=", error.ToString(), StringComparison.Ordinal);
    }

    private static string Show(string script)
    {
        var host = new RecordingHost();
        using var engine = new ModuleEngine(host);
        engine.Run(script);
        return host.Shown;
    }

    private void AddNodes(params string[] names)
    {
        foreach (string name in names)
        {
            _server.Store.Add("nodes", null, NodeFixture.Node(name));
        }
    }
}
