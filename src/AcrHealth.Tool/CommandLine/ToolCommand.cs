namespace AcrHealth.Tool.CommandLine;

/// <summary>What a command line asks for.</summary>
internal abstract record ToolCommand;

internal sealed record RunScript(string Script) : ToolCommand;

internal sealed record RunScriptFromInput : ToolCommand;

internal sealed record RunScriptFile(string Path, IReadOnlyList<string> Arguments) : ToolCommand;

internal sealed record RunDemo : ToolCommand;

internal sealed record RunSimulator(IReadOnlyList<string> Faults, bool AllFaults, int? Port, int LatencyMilliseconds) : ToolCommand;

internal sealed record ShowHelp : ToolCommand;

internal sealed record ShowDemoHelp : ToolCommand;

internal sealed record ShowSimulatorHelp : ToolCommand;

internal sealed record ShowVersion : ToolCommand;
