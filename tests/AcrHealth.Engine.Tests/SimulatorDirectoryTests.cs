using System.Diagnostics;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The simulator's temporary directory, which has the certificate authority, however the program ends.</summary>
[Trait("Suite", "Long")]
public sealed class SimulatorDirectoryTests : IDisposable
{
    private const string Prefix = "acrhealth-run-";

    private readonly TemporaryDirectory _root = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public async Task A_signal_that_ends_the_program_removes_its_directory(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Unix, and env --default-signal is GNU's.");
        using Process simulator = await StartAsync();
        Assert.Single(Directories());

        await SendAsync(simulator, signal);

        Assert.Empty(Directories());
    }

    [Fact]
    public async Task The_next_start_removes_the_directory_of_a_killed_program_and_of_no_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signals are those of Unix, and env --default-signal is GNU's.");
        using Process killed = await StartAsync();
        string left = Assert.Single(Directories());
        await SendAsync(killed, "KILL");
        Assert.Equal([left], Directories());
        string foreign = _root.Make(Prefix + "without-a-lock");

        using Process first = await StartAsync();
        Assert.DoesNotContain(left, Directories());
        string used = Assert.Single(Directories(), directory => directory != foreign);
        using Process second = await StartAsync();

        Assert.Contains(used, Directories());
        Assert.Contains(foreign, Directories());
        await SendAsync(first, "TERM");
        await SendAsync(second, "TERM");
        Assert.Equal([foreign], Directories());
    }

    public void Dispose() => _root.Dispose();

    private static async Task SendAsync(Process process, string signal)
    {
        await Command.SignalAsync(process, signal);
        await Command.WaitAsync(process);
    }

    private string[] Directories() => Directory.GetDirectories(_root, Prefix + "*");

    private async Task<Process> StartAsync()
    {
        ProcessStartInfo start = SimulatorProgram.Describe(["simulate"]);
        Command.HeedSignals(start);
        start.Environment["TMPDIR"] = _root;
        return (await SimulatorProgram.StartAsync(start)).Process;
    }
}
