namespace AcrHealth.Cli.Tests.Support;

/// <summary>Runs scripts of shells.</summary>
internal static class Shell
{
    /// <summary>Runs a script in bash with arguments.</summary>
    public static Task<CliOutcome> BashAsync(string script, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? variables = null) =>
        RunAsync("bash", ["-c", script, "bash", .. arguments], variables);

    /// <summary>Runs a program to its end.</summary>
    public static Task<CliOutcome> RunAsync(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? variables = null) =>
        new CliProgram(program, []).RunAsync(arguments, variables: variables);
}
