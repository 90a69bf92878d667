using System.Net.Sockets;
using AcrHealth.Integration.Tests.Engines;
using AcrHealth.Integration.Tests.Images;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests;

/// <summary>The docker client with Podman's engine API behind it.</summary>
public sealed class DockerEngineTests(ContainerSandbox workshop)
{
    [Theory]
    [InlineData("hello", "-Force")]
    [InlineData("agreed", "-Confirm:$false")]
    public async Task With_an_engine_that_answers_every_check_passes_and_the_image_is_really_there(string repository, string parameters)
    {
        using EnvironmentScope _ = await workshop.UseEngineAsync();
        string image = workshop.ImageName(SampleImage.Of(repository));
        Assert.False(await workshop.HasAsync(image));

        ScriptOutcome outcome = Check(image, parameters);

        Assert.Empty(outcome.Errors);
        Assert.Equal(["DockerCommand", "DockerVersion", "DockerDaemon", "DockerClock", "DockerPull"], outcome.Results.Select(result => result.Check));
        Assert.All(outcome.Results.Where(result => result.Check != "DockerClock"), result => Assert.True(result.Status == "Passed", result.ToString()));
        Assert.Contains(image, outcome.Check("DockerPull").Message, StringComparison.Ordinal);
        Assert.True(await workshop.HasAsync(image));
    }

    [Fact]
    public async Task When_the_engine_is_stopped_it_is_DOCKER_DAEMON_ERROR_in_dockers_words_and_nothing_is_pulled()
    {
        string socket = workshop.Under("mortal.sock");
        PodmanStore podman = await workshop.NewPodmanAsync("mortal");
        using EnvironmentScope _ = workshop.UseSocket(socket);
        using (await podman.ServeAsync(socket))
        {
            Assert.Equal("Passed", Check(workshop.MissingImageName, "-ExcludeCheck DockerPull").Check("DockerDaemon").Status);
        }

        ScriptOutcome outcome = Check(workshop.MissingImageName, "-Force");

        Assert.Equal("Passed", outcome.Check("DockerVersion").Status);
        AssertNoDaemon(outcome, socket);
    }

    [Fact]
    public async Task Without_the_engines_socket_it_is_DOCKER_DAEMON_ERROR_in_dockers_words()
    {
        await workshop.StartRegistryAsync();
        string socket = workshop.Under("nothing.sock");
        using EnvironmentScope _ = workshop.UseSocket(socket);

        AssertNoDaemon(Check(workshop.ImageName(SampleImage.Untouched), "-Force"), socket);
    }

    [Fact]
    public void An_engine_that_never_answers_is_DOCKER_DAEMON_ERROR_once_the_time_is_up()
    {
        string path = workshop.Under("silent.sock");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        using EnvironmentScope _ = workshop.UseSocket(path);

        CheckResult daemon = Check("hello", "-Force -TimeoutSeconds 2").Check("DockerDaemon");

        Assert.Equal("DOCKER_DAEMON_ERROR", daemon.ErrorCode);
        Assert.Contains("2 s", daemon.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_such_an_image_it_is_DOCKER_PULL_ERROR_with_what_docker_said()
    {
        using EnvironmentScope _ = await workshop.UseEngineAsync();
        string image = workshop.MissingImageName;

        ScriptOutcome outcome = Check(image, "-Force");

        CheckResult pull = outcome.Check("DockerPull");
        Assert.Equal("Failed", pull.Status);
        Assert.Equal(("PullNotFound", "DOCKER_PULL_ERROR"), (pull.Finding, pull.ErrorCode));
        Assert.Contains("manifest unknown", pull.Message, StringComparison.Ordinal);
        Assert.Contains("manifest unknown", (string)pull.DetailOf("Error")!, StringComparison.Ordinal);
        Assert.Equal(1, pull.DetailOf("ExitCode"));
        Assert.NotEmpty(pull.Remediation);
    }

    // Podman takes the only manifest of an image as suitable for whatever platform it is.
    [Theory]
    [InlineData("other-processor")]
    [InlineData("windows")]
    public async Task An_image_for_another_platform_that_the_engine_takes_was_pulled(string repository)
    {
        using EnvironmentScope _ = await workshop.UseEngineAsync();
        string image = workshop.ImageName(SampleImage.Of(repository));

        CheckResult pull = Check(image, "-Force").Check("DockerPull");

        Assert.Equal("Passed", pull.Status);
        Assert.True(await workshop.HasAsync(image));
    }

    // Podman pulls none of several manifests if none of them fits.
    [Theory]
    [InlineData("foreign-index")]
    [InlineData("foreign-list")]
    public async Task An_image_that_was_named_and_is_for_other_platforms_only_is_DOCKER_PULL_ERROR(string repository)
    {
        using EnvironmentScope _ = await workshop.UseEngineAsync();
        string image = workshop.ImageName(SampleImage.Of(repository));

        CheckResult pull = Check(image, "-Force").Check("DockerPull");

        Assert.Equal(("PullOtherPlatform", "DOCKER_PULL_ERROR"), (pull.Finding, pull.ErrorCode));
        Assert.Contains(image, pull.Remediation[0], StringComparison.Ordinal);
        Assert.Equal(1, pull.DetailOf("ExitCode"));
        Assert.False(await workshop.HasAsync(image));
    }

    [Theory]
    [InlineData("-WhatIf", "-WhatIf")]
    [InlineData("-Force -WhatIf", "-WhatIf")]
    [InlineData("", "cannot ask")]
    public async Task With_WhatIf_or_without_a_prompt_nothing_is_pulled_and_the_reason_is_reported(string parameters, string reason)
    {
        using EnvironmentScope _ = await workshop.UseEngineAsync();
        string image = workshop.ImageName(SampleImage.Untouched);

        ScriptOutcome outcome = Check(image, parameters);

        CheckResult pull = outcome.Check("DockerPull");
        Assert.Equal("Passed", outcome.Check("DockerDaemon").Status);
        Assert.Equal("Skipped", pull.Status);
        Assert.Contains(reason, pull.Message, StringComparison.Ordinal);
        Assert.Contains(image, pull.Message, StringComparison.Ordinal);
        Assert.Empty(pull.BlockedBy);
        Assert.False(await workshop.HasAsync(image));
    }

    private static void AssertNoDaemon(ScriptOutcome outcome, string socket)
    {
        CheckResult daemon = outcome.Check("DockerDaemon");
        Assert.Equal("Failed", daemon.Status);
        Assert.Equal("DOCKER_DAEMON_ERROR", daemon.ErrorCode);
        Assert.Contains($"Cannot connect to the Docker daemon at unix://{socket}", daemon.Message, StringComparison.Ordinal);
        CheckResult pull = outcome.Check("DockerPull");
        Assert.Equal("Skipped", pull.Status);
        Assert.Equal(["DockerDaemon"], pull.BlockedBy);
    }

    private static ScriptOutcome Check(string image, string parameters)
    {
        using var engine = new ModuleEngine();
        return engine.Run("param($image) Test-AcrHealth -Check Docker* -SampleImage $image " + parameters, image);
    }
}
