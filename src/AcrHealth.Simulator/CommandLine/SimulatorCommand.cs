namespace AcrHealth.Simulator.CommandLine;

/// <summary>The action that a command line requests.</summary>
internal abstract record SimulatorCommand;

internal sealed record RunDemo : SimulatorCommand;

/// <param name="Faults">The faults that get a registry each.</param>
/// <param name="AllFaults">Whether every fault gets one.</param>
/// <param name="Nodes">The faults that get a node each; <c>healthy</c> for a node without one.</param>
/// <param name="Port">The first port; null for free ones.</param>
/// <param name="LatencyMilliseconds">The duration of each response.</param>
/// <param name="Registries">The number of healthy registries.</param>
/// <param name="OpensShell">Whether a PowerShell session is opened, which ends the simulator when it ends.</param>
internal sealed record RunSimulator(
    IReadOnlyList<string> Faults, bool AllFaults, IReadOnlyList<string> Nodes, int? Port, int LatencyMilliseconds, int Registries, bool OpensShell) : SimulatorCommand;

internal sealed record ShowHelp : SimulatorCommand;

internal sealed record ShowDemoHelp : SimulatorCommand;

internal sealed record ShowSimulatorHelp : SimulatorCommand;

internal sealed record ShowVersion : SimulatorCommand;
