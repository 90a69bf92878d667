using System.Management.Automation;
using System.Net;
using AcrHealth.Integration.Tests.Images;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Integration.Tests.Registries;
using AcrHealth.Testing;
using Platform = AcrHealth.Integration.Tests.Images.Platform;

namespace AcrHealth.Integration.Tests;

/// <summary>Covers pulls from and pushes to a third-party registry, with other clients' images and for other clients.</summary>
public sealed class PullAndPushTests(GuardedRegistry registry) : IClassFixture<GuardedRegistry>, IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private EnvironmentScope? _environment;

    private string Certificates => _directory.Under("certificates");

    private string Credentials => $"{GuardedRegistry.UserName}:{registry.Password}";

    private Skopeo Skopeo => new(_directory.Under("home"));

    public async ValueTask InitializeAsync()
    {
        await registry.StartAsync();
        File.Copy(registry.AuthorityFile, Path.Combine(_directory.Make("certificates"), "registry.crt"));
        _environment = new(("https_proxy", null), ("HTTPS_PROXY", null), ("all_proxy", null), ("ALL_PROXY", null), ("AZURE_AUTHORITY_HOST", null));
    }

    public ValueTask DisposeAsync()
    {
        _environment?.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("oci")]
    [InlineData("v2s2")]
    public async Task An_image_that_another_client_has_pushed_passes_to_the_end(string format)
    {
        await PushAsync("team/app:" + format, format, layout => OciLayout.WriteImage(layout, Platform.Own));

        ScriptOutcome outcome = Check($"-Repository team/app:{format}");

        Assert.Empty(outcome.Errors);
        Assert.All(
            ["AccessToken", "RepositoryAccess", "Manifest", "DataEndpoint", "Platform", "PullThroughput"],
            check => Assert.True(outcome.Check(check).Status == "Passed", outcome.Check(check).ToString()));
        Assert.Equal("LoginServer", outcome.Check("DataEndpoint").DetailOf("Kind")!.ToString());
    }

    [Fact]
    public async Task An_index_without_an_image_for_this_machine_is_PLATFORM_ERROR()
    {
        await PushAsync("team/foreign:1", "oci", layout => OciLayout.WriteIndex(layout, Platform.OtherProcessor));

        CheckResult failure = Assert.Single(Check("-Repository team/foreign:1").Results, result => result.Status == "Failed");

        Assert.Equal(("Platform", "PLATFORM_ERROR"), (failure.Check, failure.ErrorCode));
    }

    [Fact]
    public async Task A_missing_tag_is_distinguished_from_a_missing_repository()
    {
        await PushAsync("team/app:there", "oci", layout => OciLayout.WriteImage(layout, Platform.Own));

        Assert.Equal("MANIFEST_ERROR", Assert.Single(Check("-Repository team/app:not-there").Results, result => result.Status == "Failed").ErrorCode);
        Assert.Equal("REPOSITORY_NOT_FOUND_ERROR", Assert.Single(Check("-Repository team/nothing").Results, result => result.Status == "Failed").ErrorCode);
    }

    [Fact]
    public async Task What_is_pushed_is_an_image_to_other_clients_and_where_deleting_is_off_it_is_said_to_be_left()
    {
        CheckResult push = Check("-PushTo team/acrhealth -Force").Check("Push");

        Assert.Equal("Warning", push.Status);
        string image = Assert.IsType<string>(push.DetailOf("Image"));
        string described = await Skopeo.SucceedAsync("inspect", "--creds", Credentials, "--cert-dir", Certificates, $"docker://{registry.LoginServer}/{image}");
        Assert.Contains(Assert.IsType<string>(push.DetailOf("Digest")), described, StringComparison.Ordinal);
        await Skopeo.SucceedAsync(
            "copy", "--quiet", "--src-creds", Credentials, "--src-cert-dir", Certificates, $"docker://{registry.LoginServer}/{image}", $"oci:{_directory.Under("copy")}");
    }

    private async Task PushAsync(string image, string format, Action<string> write)
    {
        string layout = _directory.Under("images", Guid.NewGuid().ToString("N"));
        write(layout);
        await Skopeo.SucceedAsync(
            "copy", "--quiet", "--all", "--format", format, "--dest-creds", Credentials, "--dest-cert-dir", Certificates, $"oci:{layout}", $"docker://{registry.LoginServer}/{image}");
    }

    private ScriptOutcome Check(string parameters)
    {
        using var engine = new ModuleEngine();
        return engine.Run(
            "param($registry, $authority, $credential) Test-AcrHealth $registry -ExcludeCheck Docker*, Helm* -CACertificate $authority -Credential $credential " + parameters,
            registry.LoginServer,
            registry.AuthorityFile,
            new PSCredential(GuardedRegistry.UserName, new NetworkCredential(string.Empty, registry.Password).SecurePassword));
    }
}
