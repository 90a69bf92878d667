using System.Net;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the findings about an image, by name, with the facts in the message and in the remedies.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ImageFindingTests : IDisposable
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    private readonly Simulated _simulated;
    private readonly ModuleEngine _engine = new();
    private readonly EnvironmentScope _variables;

    // With the variable, the simulator's registries are Azure's.
    public ImageFindingTests(Simulated simulated)
    {
        _simulated = simulated;
        _variables = new(simulated.Azure.ResourceManager.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)));
    }

    [Theory]
    [InlineData("repository-denied", "RepositoryAccess", "PullRefusedDespiteToken", "DENIED", "Sign in again")]
    [InlineData("repository-abac", "RepositoryAccess", "NoRoleOnRepository", "allows nothing on it", "--role AcrPull --assignee")]
    [InlineData("repository-delete-only", "RepositoryAccess", "PullNotInRole", "allows delete on hello, but not pull", "--role AcrPull --assignee")]
    [InlineData("repository-locked", "RepositoryAccess", "ReadLocked", "REGISTRY_DISALLOWED_OPERATION", "--image hello:latest --read-enabled true")]
    [InlineData("image-quarantined", "RepositoryAccess", "ImageQuarantined", "IMAGE_QUARANTINED", "AcrQuarantineWriter")]
    [InlineData("image-disallowed-by-quarantine", "RepositoryAccess", "ImageQuarantined", "quarantine", "AcrQuarantineWriter")]
    [InlineData("image-hidden-by-quarantine", "Manifest", "ImageQuarantined", "hello:latest is in quarantine", "AcrQuarantineWriter")]
    [InlineData("repository-deleted", "RepositoryAccess", "RepositoryDeleted", "2026-09-10 06:44 UTC", "az acr manifest restore")]
    [InlineData("image-deleted", "Manifest", "ImageDeleted", "2026-09-10 06:44 UTC", "az acr manifest restore")]
    [InlineData("image-unknown-to-a-puller", "Manifest", "ImageNotFound", "no image hello:latest", "docker push")]
    [InlineData("manifest-unknown", "Manifest", "TagWithoutManifest", "The tag latest of hello is listed, but its manifest is gone", "docker push")]
    [InlineData("index-member-missing", "Manifest", "IndexMemberMissing", "linux/", "docker buildx build --platform")]
    [InlineData("index-empty", "Manifest", "IndexEmpty", "hello:latest", "docker buildx build --platform")]
    [InlineData("schema-1", "Manifest", "ManifestSchema1", "schema 1", "docker buildx build")]
    [InlineData("manifest-html", "Manifest", "ManifestUnreadable", "text/html", "sign-in page")]
    [InlineData("manifest-corrupt", "Manifest", "ManifestAltered", "does not match its digest", "proxy")]
    [InlineData("manifest-refused", "Manifest", "ManifestRefused", "MANIFEST_INVALID", "Test-AcrHealth")]
    [InlineData("wrong-platform", "Platform", "PlatformMissing", "linux/mips64le", "docker buildx build --platform")]
    public void A_fault_of_an_image_is_found_by_name(string fault, string check, string finding, string says, string remedy)
    {
        ScriptOutcome outcome = _simulated.Check(_engine, _simulated.Azure[fault].LoginServer, "-Repository hello");

        CheckResult failure = Assert.Single(outcome.Results, result => result.Status == "Failed");
        Assert.Equal((check, finding), (failure.Check, failure.Finding));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello:other-single", "Platform", "PlatformDiffers", "linux/mips64le")]
    [InlineData("hello:no-such", "Manifest", "TagNotFound", "has no tag no-such")]
    [InlineData("hello@sha256:0000000000000000000000000000000000000000000000000000000000000000", "Manifest", "DigestNotFound", "sha256:0000")]
    [InlineData("no/such", "RepositoryAccess", "RepositoryNotFound", "no/such")]
    public void What_a_healthy_registry_does_not_have_is_found_by_name(string image, string check, string finding, string says)
    {
        CheckResult result = _simulated.Check(_engine, _simulated.Azure.Healthy.LoginServer, $"-Repository {image}").Check(check);

        Assert.Equal(finding, result.Finding);
        Assert.Contains(says, result.Message, StringComparison.Ordinal);
        Assert.NotEmpty(result.Remediation);
    }

    [Fact]
    public void What_can_be_restored_is_named_with_the_digest_that_was_deleted_last()
    {
        CheckResult failure = _simulated.Check(_engine, _simulated.Azure["image-deleted"].LoginServer, "-Repository hello").Check("Manifest");

        Assert.Contains($"--name hello:latest --digest {Digest} --yes", failure.Remediation[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image-deleted")]
    [InlineData("manifest-unknown")]
    public void The_detail_of_a_missing_image_names_the_request_that_was_made_and_its_answer(string fault)
    {
        SimulatedRegistry registry = _simulated.Azure[fault];

        CheckResult failure = _simulated.Check(_engine, registry.LoginServer, "-Repository hello").Check("Manifest");

        Assert.Equal(404, failure.DetailOf("StatusCode"));
        Assert.Equal("MANIFEST_UNKNOWN", failure.DetailOf("RegistryErrorCode"));
        string request = Assert.IsType<string>(failure.DetailOf("Request"));
        Assert.Contains(registry.Traffic.Log, made => request == $"{made.Method} https://{registry.LoginServer}{made.Target}");
    }

    [Theory]
    [InlineData("-Anonymous", "PullNotAnonymous", "az login")]
    [InlineData("-Credential", "PullNotInScopeMap", "az acr scope-map update")]
    public void What_is_missing_depends_on_how_the_caller_signs_in(string way, string finding, string remedy)
    {
        string registry = _simulated.Azure[way == "-Anonymous" ? "repository-denied" : "repository-abac"].LoginServer;

        ScriptOutcome outcome = way == "-Anonymous"
            ? _simulated.CheckOnly(_engine, registry, "-Anonymous -Repository public/hello")
            : _engine.Run(
                "param($registry, $authority, $user, $secret) Test-AcrHealth $registry -CACertificate $authority -Credential ([pscredential]::new($user, $secret)) "
                    + "-ExcludeCheck Docker*, Helm* -Repository hello",
                registry, _simulated.Authority, _simulated.Azure.UserName, new NetworkCredential(string.Empty, _simulated.Azure.Password).SecurePassword);

        CheckResult failure = outcome.Check("RepositoryAccess");
        Assert.Equal(finding, failure.Finding);
        Assert.Contains(remedy, string.Join('\n', failure.Remediation), StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_is_not_Azures_gets_no_commands_of_Azure()
    {
        using var _ = new EnvironmentScope(("AZURE_RESOURCE_MANAGER_ENDPOINT", null));

        CheckResult failure = _simulated.Check(_engine, _simulated.Azure["repository-denied"].LoginServer, "-Repository hello").Check("RepositoryAccess");

        Assert.Equal("PullRefused", failure.Finding);
        Assert.All(failure.Remediation, step => Assert.DoesNotContain("az ", step, StringComparison.Ordinal));
    }

    [Fact]
    public void The_actions_of_the_access_token_are_told()
    {
        Assert.Equal(["pull"], Granted("healthy", string.Empty));
        Assert.Equal([], Granted("repository-abac", string.Empty));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _variables.Dispose();
    }

    private IEnumerable<string> Granted(string fault, string parameters) => Assert.IsAssignableFrom<IEnumerable<string>>(
        _simulated.Check(_engine, (fault == "healthy" ? _simulated.Azure.Healthy : _simulated.Azure[fault]).LoginServer, $"-Repository hello {parameters}")
            .Check("RepositoryAccess").DetailOf("GrantedActions"));
}
