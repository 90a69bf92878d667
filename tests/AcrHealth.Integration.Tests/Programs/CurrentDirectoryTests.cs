using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>A program in the current directory is somebody else's, and is not run.</summary>
public sealed class CurrentDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _before = Environment.CurrentDirectory;

    [Theory]
    [InlineData("/nonexistent")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("/nonexistent:")]
    [InlineData(":/nonexistent")]
    [InlineData("/nonexistent::/nonexistent")]
    [InlineData("./:bin:./bin:../{0}")]
    public void Neither_docker_nor_helm_is_run_from_the_current_directory(string path)
    {
        string here = _directory.Make("here");
        string trace = _directory.Under("was-run");
        foreach (string directory in (string[])[here, Path.Combine(here, "bin")])
        {
            Directory.CreateDirectory(directory);
            ShellProgram.WriteOrSkip(directory, "docker", $"echo docker > '{trace}'; echo 'Docker version 28.2.2'");
            ShellProgram.WriteOrSkip(directory, "helm", $"echo helm > '{trace}'; echo v3.14.2");
        }

        using var engine = new ModuleEngine();
        Environment.CurrentDirectory = here;
        using var _ = new EnvironmentScope(("PATH", path.Replace("{0}", "here", StringComparison.Ordinal)), ("DOCKER_COMMAND", null));

        ScriptOutcome outcome = engine.Run("param($here) Set-Location $here; Test-AcrHealth -Check Docker*, Helm* -Force", here);

        Assert.Equal("DOCKER_COMMAND_ERROR", outcome.Check("DockerCommand").ErrorCode);
        Assert.Equal("HELM_COMMAND_ERROR", outcome.Check("HelmCommand").ErrorCode);
        Assert.False(File.Exists(trace));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _directory.Dispose();
    }
}
