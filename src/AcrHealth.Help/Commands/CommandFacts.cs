using System.Management.Automation;

namespace AcrHealth.Help.Commands;

/// <summary>The facts about a command that its declaration gives, independent of its texts.</summary>
internal sealed record CommandFacts(string Name, string Verb, string Noun, IReadOnlyList<SyntaxFacts> Syntaxes, IReadOnlyList<ParameterFacts> Parameters)
{
    public static CommandFacts Of(CmdletInfo command)
    {
        object instance = Activator.CreateInstance(command.ImplementingType)!;
        try
        {
            ParameterFacts[] parameters =
            [
                .. command.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                    .Select(parameter => ParameterFacts.Of(parameter, instance)),
            ];
            SyntaxFacts[] syntaxes =
            [
                .. command.ParameterSets.OrderByDescending(set => set.IsDefault).ThenBy(set => set.Name, StringComparer.Ordinal)
                    .Select(set => SyntaxFacts.Of(set, parameters)),
            ];
            return new(command.Name, command.Verb, command.Noun, syntaxes, parameters);
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }
}
