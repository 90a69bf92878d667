namespace AcrHealth.Testing;

/// <summary>The exit code and the output of a program.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
