using System.Globalization;
using System.Management.Automation;

namespace AcrHealth.Help.Commands;

/// <summary>The facts about a parameter that its declaration gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The short name of its type.</param>
/// <param name="IsSwitch">Whether it takes no value.</param>
/// <param name="IsList">Whether it takes several values.</param>
/// <param name="Sets">The parameter sets it belongs to; empty for all.</param>
/// <param name="Mandatory">Whether it has to be given.</param>
/// <param name="Position">Its position; less than 0 where it is known by its name only.</param>
/// <param name="Pipeline">The way it is bound from the pipeline; empty if it is not.</param>
/// <param name="Wildcards">Whether it takes wildcards.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Values">The values that it takes, where they are few.</param>
/// <param name="Default">Its value where it is left out, as text.</param>
internal sealed record ParameterFacts(
    string Name,
    string Type,
    bool IsSwitch,
    bool IsList,
    IReadOnlyList<string> Sets,
    bool Mandatory,
    int Position,
    IReadOnlyList<string> Pipeline,
    bool Wildcards,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    string Default)
{
    public string PositionText => Position < 0 ? "named" : Position.ToString(CultureInfo.InvariantCulture);

    public string PipelineText => Pipeline.Count == 0 ? "False" : $"True ({string.Join(", ", Pipeline)})";

    public static ParameterFacts Of(ParameterMetadata parameter, object instance)
    {
        ParameterSetMetadata set = parameter.ParameterSets.Values.First();
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return new(
            parameter.Name,
            type.Name,
            parameter.SwitchParameter,
            type.IsArray,
            parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets) ? [] : [.. parameter.ParameterSets.Keys.Order(StringComparer.Ordinal)],
            set.IsMandatory,
            set.Position,
            [.. set.ValueFromPipelineByPropertyName ? ["ByPropertyName"] : Array.Empty<string>(), .. set.ValueFromPipeline ? ["ByValue"] : Array.Empty<string>()],
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            [.. parameter.Aliases],
            type.IsEnum ? Enum.GetNames(type) : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(values => values.ValidValues)],
            DefaultOf(parameter, instance));
    }

    private static string DefaultOf(ParameterMetadata parameter, object instance)
    {
        if (parameter.SwitchParameter)
        {
            return "False";
        }

        if (parameter.Attributes.OfType<PSDefaultValueAttribute>().FirstOrDefault() is { } logged)
        {
            return logged.Help;
        }

        return instance.GetType().GetProperty(parameter.Name)!.GetValue(instance) switch
        {
            null or Array { Length: 0 } => "None",
            string[] names => string.Join(", ", names),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
