using AcrHealth.Integration.Tests.Engines;
using AcrHealth.Integration.Tests.Images;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests;

/// <summary>Podman in docker's place, named by DOCKER_COMMAND.</summary>
public sealed class PodmanClientTests(ContainerSandbox workshop) : IDisposable
{
    private const string CommandName = "my-podman";

    private readonly TemporaryDirectory _bin = new();

    [Fact]
    public async Task Podman_passes_every_check_and_the_image_is_really_there()
    {
        PodmanStore podman = await workshop.NewPodmanAsync("client");
        string image = workshop.ImageName(SampleImage.Hello);

        ScriptOutcome outcome = Check(podman, image);

        Assert.All(outcome.Results.Where(result => result.Check != "DockerClock"), result => Assert.True(result.Status == "Passed", result.ToString()));
        Assert.Contains("podman version", outcome.Check("DockerVersion").Message, StringComparison.Ordinal);
        Assert.Contains(CommandName, outcome.Check("DockerCommand").Message, StringComparison.Ordinal);
        Assert.Equal(0, (await podman.RunAsync("image", "exists", image)).ExitCode);
    }

    [Fact]
    public async Task Without_such_an_image_it_is_DOCKER_PULL_ERROR_with_what_podman_said()
    {
        PodmanStore podman = await workshop.NewPodmanAsync("client");

        CheckResult pull = Check(podman, workshop.MissingImageName).Check("DockerPull");

        Assert.Equal("DOCKER_PULL_ERROR", pull.ErrorCode);
        Assert.Contains("manifest unknown", pull.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_much_podman_says_before_the_message_has_why_it_failed_in_the_end()
    {
        PodmanStore podman = await workshop.NewPodmanAsync("client");

        CheckResult pull = Check(podman, workshop.MissingImageName, "--log-level=debug").Check("DockerPull");

        Assert.Equal("DOCKER_PULL_ERROR", pull.ErrorCode);
        Assert.Contains("manifest unknown", pull.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_was_named_and_is_for_other_platforms_only_is_DOCKER_PULL_ERROR()
    {
        PodmanStore podman = await workshop.NewPodmanAsync("client");

        CheckResult pull = Check(podman, workshop.ImageName(SampleImage.ForeignIndex)).Check("DockerPull");

        Assert.Equal(("PullOtherPlatform", "DOCKER_PULL_ERROR"), (pull.Finding, pull.ErrorCode));
    }

    public void Dispose() => _bin.Dispose();

    private ScriptOutcome Check(PodmanStore podman, string image, params IEnumerable<string> options)
    {
        podman.WriteCommand(_bin.Under(CommandName), options);
        string path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        using var _ = new EnvironmentScope(("DOCKER_COMMAND", CommandName), ("PATH", _bin.Path + Path.PathSeparator + path));
        using var engine = new ModuleEngine();
        return engine.Run("param($image) Test-AcrHealth -Check Docker* -SampleImage $image -Force", image);
    }
}
