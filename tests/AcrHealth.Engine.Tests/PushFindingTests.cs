using System.Net;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the findings about a push, by name, with the facts in the message and in the remedies.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class PushFindingTests : IDisposable
{
    private const string Parameters = "-PushTo team/acrhealth -Force";

    private readonly Simulated _simulated;
    private readonly ModuleEngine _engine = new();
    private readonly EnvironmentScope _variables;

    // With the variable, the simulator's registries are Azure's.
    public PushFindingTests(Simulated simulated)
    {
        _simulated = simulated;
        _variables = new(simulated.Azure.ResourceManager.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
    }

    [Theory]
    [InlineData("push-denied", "PushNotInRole", "The access token allows: pull", "--role AcrPush --assignee")]
    [InlineData("push-refused", "PushRefusedDespiteToken", "pull, push", "Sign in again")]
    [InlineData("push-locked", "WriteLocked", "REGISTRY_DISALLOWED_OPERATION", "--repository team/acrhealth --write-enabled true")]
    [InlineData("upload-elsewhere", "UploadSentElsewhere", "Nothing was sent there", "proxy or gateway")]
    [InlineData("push-too-large", "UploadRefused", "413", "request body")]
    [InlineData("pull-back-differs", "PulledContentDiffers", "team/acrhealth:acrhealth-", "proxy or gateway")]
    [InlineData("data-endpoint-blocked", "PushedLayerUnreachable", "refuses connections", "127.0.0.1")]
    [InlineData("data-endpoint-denied", "PushedLayerRefused", "HTTP 403", "without a proxy")]
    [InlineData("redirect-nowhere", "PushedLayerRedirectInvalid", "not an https URL", "redirects")]
    public void A_fault_of_the_push_is_found_by_name(string fault, string finding, string says, string remedy)
    {
        ScriptOutcome outcome = _simulated.Check(_engine, _simulated.Azure[fault].LoginServer, Parameters);

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal(("Push", finding), (failure.Check, failure.Finding));
        Assert.Contains(says, failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_push_without_an_answer_names_the_request()
    {
        CheckResult failure = _simulated.Check(_engine, _simulated.Azure["manifest-put-hang"].LoginServer, Parameters + " -TimeoutSeconds 3").Check("Push");

        Assert.Equal("PushUnanswered", failure.Finding);
        Assert.Contains("PUT https://", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-PushTo team/acrhealth -TimeoutSeconds 12", failure.Remediation[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_registry_is_not_emptied_by_a_remedy()
    {
        CheckResult failure = _simulated.Check(_engine, _simulated.Azure["quota-full"].LoginServer, Parameters).Check("Push");

        Assert.Equal(("StorageFull", "QUOTA_ERROR"), (failure.Finding, failure.ErrorCode));
        Assert.All(
            failure.Remediation.Where(step => step.Contains("acr purge", StringComparison.Ordinal)),
            step => Assert.True(step.Contains("--untagged-only", StringComparison.Ordinal) && step.Contains("--dry-run", StringComparison.Ordinal), step));
    }

    [Fact]
    public void A_test_image_that_stays_is_a_warning_with_the_command_that_deletes_it()
    {
        CheckResult push = _simulated.Check(_engine, _simulated.Azure["delete-denied"].LoginServer, Parameters).Check("Push");

        Assert.Equal(("Warning", "TestImageLeft"), (push.Status, push.Finding));
        Assert.Contains(push.Remediation, step => step.Contains(Assert.IsType<string>(push.DetailOf("Digest")), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-Anonymous", "PushNotAnonymous")]
    [InlineData("-Credential", "PushNotInScopeMap")]
    public void What_is_missing_depends_on_how_the_caller_signs_in(string way, string finding)
    {
        string registry = _simulated.Azure["push-denied"].LoginServer;

        ScriptOutcome outcome = way == "-Anonymous"
            ? _simulated.CheckOnly(_engine, registry, "-Anonymous -PushTo public/hello -Force")
            : _engine.Run(
                "param($registry, $authority, $user, $secret) Test-AcrHealth $registry -CACertificate $authority -Credential ([pscredential]::new($user, $secret)) "
                    + "-ExcludeCheck Docker*, Helm* " + Parameters,
                registry, _simulated.Authority, _simulated.Azure.UserName, new NetworkCredential(string.Empty, _simulated.Azure.Password).SecurePassword);

        Assert.Equal(finding, Assert.Single(outcome.Results, result => result.Status == "Failed" && result.Check is "Push").Finding);
    }

    [Fact]
    public void A_registry_that_is_not_Azures_gets_no_commands_of_Azure()
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", null));

        CheckResult failure = _simulated.Check(_engine, _simulated.Azure["push-denied"].LoginServer, Parameters).Check("Push");

        Assert.Equal("PushRefused", failure.Finding);
        Assert.All(failure.Remediation, step => Assert.DoesNotContain("az ", step, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _variables.Dispose();
    }
}
