using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>This machine is checked once, beside the registries and not before them. The client is a script that waits for a file.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class EnvironmentBesideRegistriesTests(Simulated simulated) : IDisposable
{
    private const int Registries = 12;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Registries_are_done_while_a_program_takes_its_time_and_it_is_asked_once()
    {
        ShellProgram.WriteOrSkip(
            _directory,
            "docker",
            $"""
            cd '{_directory}'
            echo "$*" >> log
            while [ ! -f go ]; do /bin/sleep 0.05; done
            echo 'Docker version 28.2.2'
            """);

        using var variables = new EnvironmentScope(("PATH", _directory), ("DOCKER_COMMAND", null));
        using var engine = new ModuleEngine(ownThread: true);
        List<string> registries = [];
        for (int count = 0; count < Registries; count++)
        {
            registries.Add((await simulated.Azure.AddRegistryAsync("healthy", TestContext.Current.CancellationToken)).LoginServer);
        }

        using PowerShell shell = engine.Prepare(
            "param($registries, $authority) $registries | Test-AcrHealth -CACertificate $authority -Anonymous -Check DockerVersion, Challenge -ThrottleLimit 3",
            registries,
            simulated.Authority);
        var output = new PSDataCollection<PSObject>();
        IAsyncResult run = shell.BeginInvoke<PSObject, PSObject>(null, output);

        // All that the registries have to say, and what this machine has found so far: it is the last one then.
        await Eventually.HoldsAsync(() => output.Snapshot().Count(result => new CheckResult(result).Registry is not null) == Registries * 4);
        Assert.DoesNotContain(output.Snapshot(), result => new CheckResult(result).Check == "DockerVersion");
        await File.WriteAllTextAsync(Path.Combine(_directory, "go"), string.Empty, TestContext.Current.CancellationToken);
        await Task.Run(() => shell.EndInvoke(run), TestContext.Current.CancellationToken);

        Assert.Equal("Passed", Assert.Single(output.Select(result => new CheckResult(result)), result => result.Check == "DockerVersion").Status);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_directory, "log"), TestContext.Current.CancellationToken));
    }

    public void Dispose() => _directory.Dispose();
}
