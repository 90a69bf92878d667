using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>
/// What stands for an object that names no registry. A parameter that refuses it would end the command before it can say that it is not healthy,
/// and cost the registries beside it, so it goes on in a form that no name of a registry has.
/// </summary>
internal static class UnnamedRegistry
{
    private const char Opening = '<';
    private const char Closing = '>';

    /// <summary>The stand-in for an object.</summary>
    public static string Of(object? item) => $"{Opening}{item?.GetType().Name ?? "null"}{Closing}";

    /// <summary>What is wrong with what a stand-in stands for; null for what is none.</summary>
    public static string? ProblemOf(string registry) =>
        registry is [Opening, .. string type, Closing] ? MessageFormat.Format(Messages.NotARegistry, type) : null;
}
