using System.Management.Automation;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>An image goes up, comes back, and is gone again, whatever happens in between.</summary>
public sealed class PushTests(Simulated simulated)
{
    private const string Parameters = "-PushTo team/acrhealth -Force";

    public static TheoryData<string, string> Faults =>
        [.. Fault.All.Where(fault => fault is { SeenWith: "PushTo", Code: not null }).Select(fault => (fault.Name, fault.Code!))];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_of_the_push_gives_its_code_and_leaves_nothing_behind(string fault, string code)
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync(fault, TestContext.Current.CancellationToken);

        ScriptOutcome outcome = simulated.Check(engine, registry.LoginServer, Parameters + (fault.EndsWith("hang", StringComparison.Ordinal) ? " -TimeoutSeconds 3" : string.Empty));

        Assert.Empty(outcome.Errors);
        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(("Push", code), (failure.Check, failure.ErrorCode));
        Assert.NotEmpty(failure.Remediation);
        Assert.Equal([.. DefaultChecks.UpToTheApi, "Push"], outcome.Results.Select(result => result.Check));
        Assert.DoesNotContain("was left", failure.Message, StringComparison.Ordinal);
        AssertNothingLeft(registry);
    }

    [Fact]
    public async Task What_was_pushed_comes_back_and_is_deleted_again()
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken);

        CheckResult push = simulated.Check(engine, registry.LoginServer, Parameters).Check("Push");

        Assert.Equal("Passed", push.Status);
        Assert.StartsWith("team/acrhealth:acrhealth-", Assert.IsType<string>(push.DetailOf("Image")), StringComparison.Ordinal);
        Assert.Equal(false, push.DetailOf("IsLeftBehind"));
        Assert.Contains(registry.Traffic.Log, request => request is { Method: "DELETE", Status: 202 });
        Assert.All(simulated.Azure.DataEndpointTraffic.Log, request => Assert.Null(request.Authorization));
        AssertNothingLeft(registry);
    }

    [Theory]
    [InlineData("delete-denied", "no permission to delete")]
    [InlineData("delete-locked", "deleting is disabled")]
    public void What_cannot_be_deleted_is_a_warning_that_names_it_and_says_how(string fault, string says)
    {
        using var engine = new ModuleEngine();

        CheckResult push = simulated.Check(engine, simulated.Azure[fault].LoginServer, Parameters).Check("Push");

        Assert.Equal("Warning", push.Status);
        Assert.Contains(says, push.Message, StringComparison.Ordinal);
        string digest = Assert.IsType<string>(push.DetailOf("Digest"));
        Assert.Contains(digest, push.Message, StringComparison.Ordinal);
        Assert.Contains(push.Remediation, step => step.Contains(digest, StringComparison.Ordinal));
        Assert.Equal(true, push.DetailOf("IsLeftBehind"));
    }

    [Fact]
    public async Task A_data_endpoint_that_is_blocked_is_no_fault_of_the_push()
    {
        using var engine = new ModuleEngine();
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("data-endpoint-blocked", TestContext.Current.CancellationToken);

        CheckResult push = simulated.Check(engine, registry.LoginServer, Parameters).Check("Push");

        Assert.Equal(("Failed", "DATA_ENDPOINT_ERROR"), (push.Status, push.ErrorCode));
        AssertNothingLeft(registry);
    }

    [Fact]
    public void An_upload_that_is_sent_elsewhere_is_not_made()
    {
        using var engine = new ModuleEngine();

        simulated.Check(engine, simulated.Azure["upload-elsewhere"].LoginServer, Parameters);

        Assert.Equal(0, simulated.Azure["upload-elsewhere"].OtherHost!.Traffic.Connections);
    }

    [Fact]
    public async Task What_was_pushed_is_deleted_when_the_command_is_stopped_in_the_middle()
    {
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("manifest-put-hang", TestContext.Current.CancellationToken);
        using var engine = new ModuleEngine(ownThread: true);
        using PowerShell shell = engine.Prepare(
            "param($registry, $authority, $user, $secret) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
                + $"Test-AcrHealth $registry -CACertificate $authority -Credential ([pscredential]::new($user, $secure)) -Check Push {Parameters} -TimeoutSeconds 120",
            registry.LoginServer, simulated.Authority, simulated.Azure.UserName, simulated.Azure.Password);
        IAsyncResult run = shell.BeginInvoke();
        await Eventually.HoldsAsync(() => registry.Traffic.Log.Any(request => request.Method == "PUT" && request.Target.Contains("/manifests/", StringComparison.Ordinal)));

        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        await Eventually.HoldsAsync(() => registry.Traffic.Log.Any(request => request is { Method: "DELETE", Status: 202 or 404 }));
    }

    // An image that a killed run leaves has the time in its tag. Images of others are never ours, whatever their names are.
    [Fact]
    public async Task What_a_killed_run_left_is_deleted_by_the_next_push_after_an_hour()
    {
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken);
        using var client = new RegistryWriter(registry, simulated.Azure);
        string old = Tag(TimeSpan.FromMinutes(61));
        string[] kept = [Tag(TimeSpan.FromMinutes(58)), Tag(TimeSpan.FromMinutes(-120)), "acrhealth-20260101000000", "acrhealth-2026", "latest", Tag(TimeSpan.FromDays(3))];
        await client.PushAsync("team/acrhealth", old);
        foreach (string tag in kept[..^1])
        {
            await client.PushAsync("team/acrhealth", tag);
        }

        await client.PushAsync("team/acrhealth", kept[^1], layers: 2);
        using var engine = new ModuleEngine();

        CheckResult push = simulated.Check(engine, registry.LoginServer, Parameters).Check("Push");

        Assert.Equal("Passed", push.Status);
        Assert.Contains(old, push.Message, StringComparison.Ordinal);
        Assert.Equal(kept.Order(StringComparer.Ordinal), (await client.TagsAsync("team/acrhealth")).Order(StringComparer.Ordinal));

        static string Tag(TimeSpan age) =>
            $"acrhealth-{(DateTimeOffset.UtcNow - age).UtcDateTime.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..16]}";
    }

    [Theory]
    [InlineData("Yes", "", "Passed")]
    [InlineData("No", "", "Skipped")]
    [InlineData("Yes", "-WhatIf", "Skipped")]
    [InlineData("Yes", "-WhatIf -Force", "Skipped")]
    [InlineData("No", "-Confirm:$false", "Passed")]
    public async Task A_person_is_asked_before_the_registry_is_changed(string choice, string parameters, string status)
    {
        var host = new RecordingHost(choice: choice);
        using var engine = new ModuleEngine(host);
        SimulatedRegistry registry = await simulated.Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken);

        CheckResult push = simulated.Check(engine, registry.LoginServer, $"-PushTo team/acrhealth {parameters}").Check("Push");

        Assert.Equal(status, push.Status);
        Assert.Equal(parameters.Length == 0 ? 1 : 0, host.Questions.Count);
        Assert.All(host.Questions, question => Assert.Contains($"{registry.LoginServer}/team/acrhealth", question, StringComparison.Ordinal));
        Assert.Equal(status == "Passed", registry.Traffic.Log.Any(request => request.Method == "PUT"));
    }

    [Fact]
    public void A_host_that_cannot_ask_pushes_nothing_and_says_how_to_have_it()
    {
        using var engine = new ModuleEngine(new RecordingHost());

        CheckResult push = simulated.Check(engine, simulated.Azure.Healthy.LoginServer, "-PushTo team/acrhealth").Check("Push");

        Assert.Equal("Skipped", push.Status);
        Assert.Contains("-Force", push.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anonymously_nothing_can_be_pushed()
    {
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = simulated.CheckOnly(engine, simulated.Azure.Healthy.LoginServer, "-Anonymous -PushTo public/hello -Force");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(("Push", "REPOSITORY_ACCESS_ERROR"), (failure.Check, failure.ErrorCode));
    }

    [Theory]
    [InlineData("Team", "lower case")]
    [InlineData("team/app:1", "no tag")]
    public void What_cannot_be_pushed_to_is_refused(string repository, string says)
    {
        using var engine = new ModuleEngine();

        Assert.Contains(says, engine.Run("Test-AcrHealth localhost:1 -PushTo $args[0]", repository).Refusal, StringComparison.Ordinal);
    }

    // Each manifest that was stored has been deleted.
    private static void AssertNothingLeft(SimulatedRegistry registry)
    {
        int stored = registry.Traffic.Log.Count(request => request.Method == "PUT" && request.Target.Contains("/manifests/", StringComparison.Ordinal) && request.Status is 201 or null);
        int deleted = registry.Traffic.Log.Count(request => request.Method == "DELETE" && request.Target.Contains("/manifests/", StringComparison.Ordinal) && request.Status == 202);
        Assert.Equal(stored, deleted);
    }
}
