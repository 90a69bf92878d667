namespace AcrHealth.Simulator.Shell;

/// <summary>A program with the arguments that make it what it is.</summary>
internal sealed record ProgramCommand(string Path, IReadOnlyList<string> Arguments);
