using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the confirmation before an image is pulled. The client is a script of ours that records its arguments.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class DockerPullQuestionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void A_host_that_cannot_ask_skips_the_pull_and_says_how_to_have_it()
    {
        CheckResult pull = Pull(new RecordingHost(), string.Empty);

        Assert.Equal("Skipped", pull.Status);
        Assert.Contains("-Force", pull.Message, StringComparison.Ordinal);
        Assert.Empty(Pulled);
    }

    [Theory]
    [InlineData("Yes", "Passed", 1)]
    [InlineData("No", "Skipped", 0)]
    public void A_person_is_asked_and_heard(string answer, string status, int pulls)
    {
        var host = new RecordingHost(choice: answer);

        Assert.Equal(status, Pull(host, string.Empty).Status);
        Assert.Contains("mcr.microsoft.com/mcr/hello-world:latest", Assert.Single(host.Questions), StringComparison.Ordinal);
        Assert.Equal(pulls, Pulled.Length);
    }

    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    public void Nobody_is_asked_when_the_caller_has_answered_already(string parameter)
    {
        var host = new RecordingHost(choice: "No");

        Assert.Equal("Passed", Pull(host, $"{parameter} -SampleImage example.com/team/app:1").Status);
        Assert.Empty(host.Questions);
        Assert.Equal(["pull example.com/team/app:1"], Pulled);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-WhatIf -Force")]
    public void With_WhatIf_nothing_is_pulled(string parameters)
    {
        var host = new RecordingHost(choice: "Yes");

        CheckResult pull = Pull(host, parameters);

        Assert.Equal("Skipped", pull.Status);
        Assert.Contains("-WhatIf", pull.Message, StringComparison.Ordinal);
        Assert.Empty(Pulled);
    }

    [Fact]
    public void An_image_for_another_platform_counts_as_pulled()
    {
        File.WriteAllText(Path.Combine(_directory, "refuse"), "no matching manifest for linux/riscv64 in the manifest list entries");

        CheckResult pull = Pull(new RecordingHost(), "-Force");

        Assert.Equal("Passed", pull.Status);
        Assert.Contains("another platform", pull.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private string[] Pulled => File.Exists(Path.Combine(_directory, "log")) ? File.ReadAllLines(Path.Combine(_directory, "log")) : [];

    private CheckResult Pull(RecordingHost host, string parameters)
    {
        ShellProgram.WriteOrSkip(
            _directory,
            "docker",
            $"""
            cd '{_directory}'
            [ "$1" = pull ] || exit 0
            echo "$*" >> log
            [ -f refuse ] || exit 0
            /bin/cat refuse >&2
            exit 1
            """);

        using var engine = new ModuleEngine(host);
        using var _ = new EnvironmentScope(("PATH", _directory), ("DOCKER_COMMAND", null));
        return engine.Run($"Test-AcrHealth -Check DockerPull {parameters}").Check("DockerPull");
    }
}
