using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>Programs that are no container clients, named as one by DOCKER_COMMAND.</summary>
public sealed class OtherProgramTests
{
    [Theory]
    [InlineData("whoami", "is not a container client: `whoami --version` printed whoami (GNU coreutils)")]
    [InlineData("true", "is not a container client: `true --version` printed true (GNU coreutils)")]
    [InlineData("false", "exit code 1: false (GNU coreutils)")]
    public void A_program_of_the_system_is_DOCKER_VERSION_ERROR_with_the_line_that_tells_what_it_is(string command, string words)
    {
        Installed.OrSkip(command, "coreutils");
        using var _ = new EnvironmentScope(("DOCKER_COMMAND", command), ("LC_ALL", "C"));
        using var engine = new ModuleEngine();

        CheckResult version = engine.Run("Test-AcrHealth -Check DockerVersion").Check("DockerVersion");

        Assert.Equal("DOCKER_VERSION_ERROR", version.ErrorCode);
        Assert.Contains(words, version.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Copyright", version.Message, StringComparison.Ordinal);
        Assert.Null(version.DetailOf("Version"));
        Assert.Contains("Copyright", (string)version.DetailOf("Output")!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_program_complains_of_is_shown_without_how_it_is_to_be_used()
    {
        Installed.OrSkip("whoami", "coreutils");
        using var _ = new EnvironmentScope(("DOCKER_COMMAND", "whoami"), ("LC_ALL", "C"));
        using var engine = new ModuleEngine();

        CheckResult daemon = engine.Run("Test-AcrHealth -Check DockerDaemon").Check("DockerDaemon");

        Assert.EndsWith("whoami: unrecognized option '--quiet'", daemon.Message, StringComparison.Ordinal);
    }
}
