namespace AcrHealth.Findings;

/// <summary>Renders commands and parameters of this product as a front end's users type them.</summary>
internal interface ICommandSyntax
{
    /// <summary>The command on one line, with the parameters of this run if it checks registries.</summary>
    string Render(OwnCommand command, RunParameters run);

    /// <summary>A parameter by its name in PowerShell, as texts mention it.</summary>
    string Parameter(string name);

    /// <summary>A complete text, with commands for environment variables in the session's shell.</summary>
    string Text(string text);
}
