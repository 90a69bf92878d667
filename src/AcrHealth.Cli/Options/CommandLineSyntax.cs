using System.Text;
using AcrHealth.Findings;

namespace AcrHealth.Cli.Options;

/// <summary>Renders commands in texts as this program's command lines.</summary>
internal sealed class CommandLineSyntax : ICommandSyntax
{
    public static readonly CommandLineSyntax Instance = new();

    private CommandLineSyntax()
    {
    }

    public string Render(OwnCommand command, RunParameters run) =>
        string.Join(' ', ["acrhealth", Verb(command.Verb), .. command.Arguments, .. command.ParametersWith(run).Select(Render)]);

    // A secret is never part of a command line.
    public string Parameter(string name) => name switch
    {
        "Credential" => "--username",
        "AccessToken" => "--access-token-stdin",
        _ => Option(name),
    };

    public string Text(string text) => ShellVariables.ForThisSystem(text);

    // The password comes from standard input unless the variable has it.
    private static string PasswordSource => Environment.GetEnvironmentVariable(SignInReader.PasswordVariable) is { Length: > 0 } ? string.Empty : " --password-stdin";

    private static string Verb(string verb) => verb == "error" ? "errors" : verb;

    private string Render((string Name, string? Value) parameter) => parameter switch
    {
        { Value: null } or { Name: "AccessToken" } => Parameter(parameter.Name),
        { Name: "Credential" } => $"{Parameter(parameter.Name)} {parameter.Value}{PasswordSource}",
        _ => $"{Parameter(parameter.Name)} {parameter.Value}",
    };

    // TimeoutSeconds -> --timeout-seconds, CACertificate -> --ca-certificate
    private static string Option(string name)
    {
        var text = new StringBuilder("--");
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = char.IsAsciiLetterUpper(name[i]) && i > 0
                && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            text.Append(startsWord ? "-" : string.Empty).Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
