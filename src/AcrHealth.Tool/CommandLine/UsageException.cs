namespace AcrHealth.Tool.CommandLine;

/// <summary>A command line that asks for nothing the tool has; the message is for the person who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message);
