using System.CommandLine;
using AcrHealth.Cli.Resources;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth completion</c>: prints the script that completes command lines in a shell.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _acrhealth() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$(acrhealth "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _acrhealth acrhealth
            """,
        ["zsh"] = """
            #compdef acrhealth
            _acrhealth() {
                local -a suggestions
                suggestions=("${(@f)$(acrhealth "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)}")
                compadd -a suggestions
            }
            compdef _acrhealth acrhealth
            """,
        ["fish"] = """
            complete --command acrhealth --arguments '(set --local line (commandline --cut-at-cursor); acrhealth "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName acrhealth -ScriptBlock {
                param($word, $line, $position)
                acrhealth "[suggest:$position]" "$line" 2> $null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = Texts.ShellArgument };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", Texts.CompletionCommand) { shell };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return ExitCodes.Healthy;
        });
        return command;
    }
}
