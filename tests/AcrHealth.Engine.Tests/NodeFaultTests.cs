using System.Diagnostics;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Covers the simulated nodes: the module on each of them, and the commands that the simulator prints for both front ends.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class NodeFaultTests : IDisposable
{
    private const string ModuleCommand = "  Test-AcrHealth ";
    private const string NativeCommand = "  acrhealth ";
    private const string Variable = "  $env:";

    // A node has no proxy, and is compared with this process.
    private static readonly string[] ProxyVariables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

    private readonly EnvironmentScope _variables = new([.. ProxyVariables.Select(name => (name, (string?)null))]);
    private readonly TemporaryDirectory _directory = new();
    private readonly Simulated _simulated;

    public NodeFaultTests(Simulated simulated)
    {
        Assert.SkipUnless(ShellProgram.CanRun, "The credential provider of a simulated node is a shell script.");
        _simulated = simulated;
    }

    public static TheoryData<string, string> Ways =>
        [.. NodeFault.All.SelectMany(fault => fault.SeenWith, (fault, parameter) => (fault.Name, parameter))];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_node_gives_its_finding_and_nothing_else_fails(string fault, string parameter)
    {
        SimulatedNode node = _simulated.Azure.WriteNode(fault, _directory);
        using var variables = new EnvironmentScope([.. _simulated.Azure.ManagedIdentity.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))]);
        using var engine = new ModuleEngine();
        string value = parameter == "PullSecret" ? $"'{node.PullSecret}'" : string.Empty;

        ScriptOutcome outcome = _simulated.CheckOnly(
            engine, _simulated.Azure.Healthy.LoginServer, $"-NodeRoot '{node.Root}' -{parameter} {value} -Repository {SimulatedRegistry.Repository}");

        Assert.Empty(outcome.Errors);
        Assert.DoesNotContain(outcome.Results, result => result.Status == "Warning");
        Assert.Equal(
            node.Fault.Finding is null ? [] : [(node.Fault.Finding, node.Fault.Code)],
            outcome.Results.Where(result => result.Status == "Failed").Select(result => (result.Finding, result.ErrorCode)));
        Assert.Equal(node.Fault.Code is "CREDENTIAL_PROVIDER_ERROR" or "PULL_SECRET_ERROR" ? "Skipped" : "Passed", outcome.Check("RepositoryAccess").Status);
        Assert.Superset(
            new HashSet<string> { "KubeletIdentity", "CredentialProvider", "ContainerdConfiguration" },
            outcome.Results.Select(result => result.Check).ToHashSet());
    }

    [Fact]
    public async Task Both_commands_that_simulate_prints_show_the_fault_and_its_end_removes_the_node()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env --default-signal is GNU's.");
        string[] faults = ["provider-fails", "pull-secret-expired"];
        ProcessStartInfo start = SimulatorProgram.Describe(["simulate", "--node", .. faults]);
        Command.HeedSignals(start);
        start.Environment["TMPDIR"] = _directory;
        (Process simulator, IReadOnlyList<string> lines) = await SimulatorProgram.StartAsync(start);
        using Process running = simulator;
        (string Name, string? Value)[] variables = [.. lines.Where(line => line.StartsWith(Variable, StringComparison.Ordinal)).Select(line => line[Variable.Length..].Split(" = ")).Select(parts => (parts[0], (string?)parts[1].Trim('\'')))];
        using var scope = new EnvironmentScope(variables);
        using var engine = new ModuleEngine();

        foreach (string fault in faults)
        {
            string code = NodeFault.All.Single(one => one.Name == fault).Code!;
            ScriptOutcome module = engine.Run($"{Single(lines, ModuleCommand, fault)} -ExcludeCheck Docker*, Helm*");
            string[] arguments = [.. Single(lines, NativeCommand, fault).Split(' ').Skip(1).Select(word => word.Trim('\''))];
            string native = Path.Combine(Path.GetDirectoryName(SimulatorProgram.Assembly)!, "cli", "acrhealth.dll");
            CommandResult program = await Command.RunAsync(PowerShellProgram.DotNet, [native, .. arguments, "--exclude-check", "Docker*", "Helm*", "--output", "summary"]);

            Assert.Equal([code], module.Results.Where(result => result.Status == "Failed").Select(result => result.ErrorCode));
            Assert.Equal(1, program.ExitCode);
            Assert.Contains(code, program.Output, StringComparison.Ordinal);
        }

        Assert.Single(Directory.GetDirectories(_directory, "acrhealth-run-*"));
        await Command.SignalAsync(simulator, "TERM");
        await Command.WaitAsync(simulator);
        Assert.Empty(Directory.GetDirectories(_directory, "acrhealth-run-*"));
    }

    public void Dispose()
    {
        _directory.Dispose();
        _variables.Dispose();
    }

    private static string Single(IReadOnlyList<string> lines, string command, string fault) =>
        Assert.Single(lines, line => line.StartsWith(command, StringComparison.Ordinal) && line.EndsWith($"# {fault}", StringComparison.Ordinal)).Split("  # ")[0].Trim();
}
