using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the output of <c>acrhealth-simulator simulate</c>: the servers, and commands that show each fault when run unchanged.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class SimulateCommandTests
{
    private const string Command = "  Test-AcrHealth ";
    private const string Variable = "  $env:";

    [Fact]
    public async Task Each_command_that_it_prints_shows_its_fault()
    {
        string[] faults = ["forbidden", "wrong-platform", "push-denied", .. Fault.All.Where(fault => fault is { SeenWith: "IncludeResourceManager", Code: not null }).Take(1).Select(fault => fault.Name)];
        (Process simulator, IReadOnlyList<string> lines) = await SimulatorProgram.StartAsync(SimulatorProgram.Describe(["simulate", "--fault", .. faults]));
        using Process running = simulator;
        try
        {
            using var variables = new EnvironmentScope(lines.Where(line => line.StartsWith(Variable, StringComparison.Ordinal)).Select(line => line[Variable.Length..].Split(" = ")).Select(parts => (parts[0], (string?)parts[1].Trim('\''))));
            using var engine = new ModuleEngine();

            Assert.Contains(lines, line => line.Contains(SimulatedRegistry.Repository, StringComparison.Ordinal) && line.Contains(SimulatedRegistry.PublicRepository, StringComparison.Ordinal) && line.Contains("latest", StringComparison.Ordinal));
            string[] commands = [.. lines.Where(line => line.StartsWith(Command, StringComparison.Ordinal))];
            Assert.Equal(["healthy", .. faults], commands.Select(command => command.Split("  # ")[1]));
            Assert.All(commands, command =>
            {
                string[] parts = command.Split("  # ");
                // Commands that ask for confirmation get it here, and the machine's own programs are not under test.
                ScriptOutcome outcome = engine.Run($"{parts[0]} -ExcludeCheck Docker*, Helm* -Force");
                string? code = parts[1] == "healthy" ? null : Fault.All.Single(fault => fault.Name == parts[1]).Code;
                string?[] codes = [.. outcome.Output.Where(result => result.Properties["Status"].Value.ToString() == "Failed").Select(result => (string?)result.Properties["ErrorCode"].Value)];
                Assert.True(code is null ? codes.Length == 0 : codes.Contains(code), $"{command}: {string.Join(", ", codes)}");
            });
        }
        finally
        {
            simulator.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_used_port_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        (int exitCode, _, string error) = await RunAsync("--port", $"{port}");

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Port {port} ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prot", "Did you mean --port?")]
    [InlineData("--faults", "Did you mean --fault?")]
    [InlineData("--fault forbiden", "Did you mean forbidden?")]
    [InlineData("--nodes", "Did you mean --node?")]
    [InlineData("--node provider-fail", "Did you mean provider-fails?")]
    [InlineData("--fault qqqqqqqqqqqqqqqq", null)]
    [InlineData("--verbose-logging-please", null)]
    public async Task What_is_unknown_gets_the_nearest_suggested(string arguments, string? suggestion)
    {
        (int exitCode, _, string error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Contains(arguments.Split(' ')[^1], error, StringComparison.Ordinal);
        Assert.Equal(suggestion is not null, error.Contains("Did you mean", StringComparison.Ordinal));
        Assert.Contains(suggestion ?? "", error, StringComparison.Ordinal);
    }

    private static Task<CommandResult> RunAsync(params string[] arguments) =>
        SimulatorProgram.RunAsync(SimulatorProgram.Describe(["simulate", .. arguments]));
}
