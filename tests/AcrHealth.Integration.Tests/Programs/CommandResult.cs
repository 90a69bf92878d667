namespace AcrHealth.Integration.Tests.Programs;

/// <summary>The exit code and the output of a program.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
