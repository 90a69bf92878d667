namespace AcrHealth.Findings;

/// <summary>Renders commands as cmdlets of the module.</summary>
internal sealed class PowerShellSyntax : ICommandSyntax
{
    public static readonly PowerShellSyntax Instance = new();

    private PowerShellSyntax()
    {
    }

    public string Render(OwnCommand command, RunParameters run) => string.Join(
        ' ',
        [
            Cmdlet(command.Verb),
            .. command.Arguments,
            .. command.ParametersWith(run).GroupBy(parameter => parameter.Name, parameter => parameter.Value).Select(Render),
        ]);

    public string Parameter(string name) => $"-{name}";

    public string Text(string text) => text;

    private static string Cmdlet(string verb) => verb switch
    {
        "test" => "Test-AcrHealth",
        "wait" => "Wait-AcrHealth",
        "error" => "Get-AcrHealthError",
        "checks" => "Get-AcrHealthCheck",
        "report" => "Export-AcrHealthReport",
        "pods" => "Get-AcrPullFailure",
        "cluster" => "Test-AcrHealthCluster",
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "There is no such command."),
    };

    // Several values of a parameter are a list.
    private static string Render(IGrouping<string, string?> parameter) =>
        parameter.First() is null ? $"-{parameter.Key}" : $"-{parameter.Key} {string.Join(", ", parameter)}";
}
