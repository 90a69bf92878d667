using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The codes about this machine, each from a real condition: programs of our own on a PATH of our own.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class EnvironmentCodeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Without_a_client_on_the_path_it_is_DOCKER_COMMAND_ERROR()
    {
        ScriptOutcome outcome = CheckDocker();

        Assert.Equal("DOCKER_COMMAND_ERROR", outcome.Check("DockerCommand").ErrorCode);
        Assert.Equal(["DockerCommand"], outcome.Check("DockerVersion").BlockedBy);
        Assert.Equal(["DockerCommand"], outcome.Check("DockerDaemon").BlockedBy);
        Assert.Equal(["DockerDaemon"], outcome.Check("DockerPull").BlockedBy);
    }

    [Fact]
    public void A_client_that_cannot_tell_its_version_is_DOCKER_VERSION_ERROR_alone()
    {
        Program("docker", "[ \"$1\" = --version ] && { echo 'broken pipe dream' >&2; exit 3; }; exit 0");

        ScriptOutcome outcome = CheckDocker();

        Assert.Equal("DOCKER_VERSION_ERROR", outcome.Check("DockerVersion").ErrorCode);
        Assert.Contains("broken pipe dream", outcome.Check("DockerVersion").Message, StringComparison.Ordinal);
        Assert.Equal("Passed", outcome.Check("DockerDaemon").Status);
    }

    [Fact]
    public void A_client_whose_engine_does_not_answer_is_DOCKER_DAEMON_ERROR()
    {
        Program("docker", "[ \"$1\" = --version ] && { echo 'Docker version 28.2.2, build e6534b4'; exit 0; }; echo 'Cannot connect to the Docker daemon' >&2; exit 1");

        ScriptOutcome outcome = CheckDocker();

        Assert.Equal("Passed", outcome.Check("DockerVersion").Status);
        Assert.Equal("28.2.2", outcome.Check("DockerVersion").DetailOf("Version"));
        Assert.Equal("DOCKER_DAEMON_ERROR", outcome.Check("DockerDaemon").ErrorCode);
        Assert.Contains("Cannot connect to the Docker daemon", outcome.Check("DockerDaemon").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_on_standard_error_is_no_failure()
    {
        Program("docker", "echo 'WARNING: something harmless' >&2; echo 'Docker version 28.2.2, build e6534b4'");
        Program("helm", "echo 'WARNING: Kubernetes configuration file is group-readable.' >&2; echo 'v3.14.0+g3fc9f4b'");

        ScriptOutcome outcome = Check("-Check Docker*, Helm* -ExcludeCheck DockerPull, DockerClock");

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
    }

    [Fact]
    public void A_client_that_cannot_pull_is_DOCKER_PULL_ERROR_with_its_own_words()
    {
        Program("docker", "[ \"$1\" = pull ] && { echo \"Error response from daemon: no such host\" >&2; exit 1; }; echo 'Docker version 28.2.2'");

        ScriptOutcome outcome = Check("-Check DockerPull -Force");

        Assert.Equal("DOCKER_PULL_ERROR", outcome.Check("DockerPull").ErrorCode);
        Assert.Equal("PullDnsFailed", outcome.Check("DockerPull").Finding);
        Assert.Contains("no such host", outcome.Check("DockerPull").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_names_another_client()
    {
        Program("mypodman", "echo 'podman version 4.3.1'");
        using var _ = new EnvironmentScope(("DOCKER_COMMAND", "mypodman"));

        ScriptOutcome outcome = Check("-Check DockerVersion");

        Assert.Equal("Passed", outcome.Check("DockerVersion").Status);
        Assert.Equal("4.3.1", outcome.Check("DockerVersion").DetailOf("Version"));
    }

    [Fact]
    public void Without_helm_on_the_path_it_is_HELM_COMMAND_ERROR()
    {
        ScriptOutcome outcome = Check("-Check HelmVersion");

        Assert.Equal("HELM_COMMAND_ERROR", outcome.Check("HelmCommand").ErrorCode);
        Assert.Equal(["HelmCommand"], outcome.Check("HelmVersion").BlockedBy);
    }

    [Theory]
    [InlineData("Client: v2.17.0+ga690bad", null)]
    [InlineData("Client: v2.9.1+g20adb27", "HELM_VERSION_ERROR")]
    [InlineData("v3.19.2+g8766e71", null)]
    [InlineData("v4.0.4+g8650e1d", null)]
    [InlineData("no version at all", "HELM_VERSION_ERROR")]
    public void Helm_below_2_11_0_and_helm_without_a_version_are_HELM_VERSION_ERROR(string prints, string? code)
    {
        Program("helm", $"echo '{prints}'");

        Assert.Equal(code, Check("-Check HelmVersion").Check("HelmVersion").ErrorCode);
    }

    [Fact]
    public void A_helm_that_refuses_the_client_flag_is_asked_without_it()
    {
        Program("helm", "case \"$*\" in *--client*) echo 'Error: unknown flag: --client' >&2; exit 1;; esac; echo v4.0.4");

        Assert.Equal("Passed", Check("-Check HelmVersion").Check("HelmVersion").Status);
    }

    public void Dispose() => _directory.Dispose();

    private ScriptOutcome CheckDocker() => Check("-Check Docker*");

    private ScriptOutcome Check(string parameters)
    {
        using var engine = new ModuleEngine();
        using var _ = new EnvironmentScope(("PATH", _directory));
        return engine.Run($"Test-AcrHealth {parameters}");
    }

    private void Program(string name, string script) => ShellProgram.WriteOrSkip(_directory, name, script);
}
