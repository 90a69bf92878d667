using AcrHealth.Integration.Tests.Images;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests;

/// <summary>The simulator's registry is registry enough for the clients that people use.</summary>
public sealed class SimulatorClientsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private AzureSimulator? _azure;

    private string Credentials => $"{_azure!.UserName}:{_azure.Password}";

    private string Certificates => _directory.Under("certificates");

    private Skopeo Skopeo => new(_directory.Under("home"));

    private string Image => $"docker://{_azure!.Healthy.LoginServer}/{SimulatedRegistry.Repository}:latest";

    public async ValueTask InitializeAsync()
    {
        _azure = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);
        _azure.WriteCertificateAuthority(Path.Combine(_directory.Make("certificates"), "simulator.crt"));
    }

    public async ValueTask DisposeAsync()
    {
        await _azure!.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Skopeo_reads_the_sample_image_with_the_password()
    {
        string described = await Skopeo.SucceedAsync("inspect", "--no-tags", "--creds", Credentials, "--cert-dir", Certificates, Image);

        Assert.Contains("\"Architecture\": \"amd64\"", described, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skopeo_copies_the_sample_image_through_the_redirect_to_the_data_endpoint()
    {
        string copy = _directory.Under("copy");

        await Skopeo.SucceedAsync("copy", "--quiet", "--src-creds", Credentials, "--src-cert-dir", Certificates, Image, $"dir:{copy}");

        Assert.True(File.Exists(Path.Combine(copy, "manifest.json")));
        Assert.True(_azure!.DataEndpointTraffic.Requests > 0);
    }

    [Fact]
    public async Task Skopeo_pushes_an_image_and_copies_it_back()
    {
        string layout = _directory.Under("image");
        OciLayout.WriteIndex(layout, Platform.Own, Platform.OtherProcessor);
        string pushed = $"docker://{_azure!.Healthy.LoginServer}/team/pushed:1";
        string copy = _directory.Under("back");

        await Skopeo.SucceedAsync("copy", "--quiet", "--all", "--dest-creds", Credentials, "--dest-cert-dir", Certificates, $"oci:{layout}", pushed);
        await Skopeo.SucceedAsync("copy", "--quiet", "--all", "--src-creds", Credentials, "--src-cert-dir", Certificates, pushed, $"dir:{copy}");

        Assert.True(File.Exists(Path.Combine(copy, "manifest.json")));
    }

    [Fact]
    public async Task Skopeo_is_refused_with_a_wrong_password()
    {
        CommandResult result = await Skopeo.RunAsync("inspect", "--no-tags", "--creds", _azure!.UserName + ":wrong", "--cert-dir", Certificates, Image);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("unauthorized", result.Error, StringComparison.OrdinalIgnoreCase);
    }
}
