using System.Management.Automation;

namespace AcrHealth.Help.Commands;

/// <summary>A parameter set, with each parameter as it is in this set.</summary>
internal sealed record SyntaxFacts(string Name, IReadOnlyList<ParameterFacts> Parameters)
{
    public static SyntaxFacts Of(CommandParameterSetInfo set, IReadOnlyList<ParameterFacts> parameters) => new(
        set.Name,
        [
            .. set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)).Select(
                parameter => parameters.Single(facts => facts.Name == parameter.Name) with { Mandatory = parameter.IsMandatory, Position = parameter.Position }),
        ]);

    /// <summary>As it is read: by position first, then what has to be given, then as <paramref name="names"/> are in order.</summary>
    public IEnumerable<ParameterFacts> InOrder(IReadOnlyList<string> names) => Parameters
        .OrderBy(parameter => parameter.Position < 0)
        .ThenBy(parameter => parameter.Position)
        .ThenByDescending(parameter => parameter.Mandatory)
        .ThenBy(parameter => names.IndexOf(parameter.Name))
        .ThenBy(parameter => parameter.Name, StringComparer.Ordinal);
}
