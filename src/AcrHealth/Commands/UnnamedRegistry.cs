using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>
/// Represents an object that does not name a registry. A parameter that rejects it would end the command before it can report the failure,
/// and lose the registries beside it, so the object is passed on in a form that no name of a registry has.
/// </summary>
internal static class UnnamedRegistry
{
    private const char Opening = '<';
    private const char Closing = '>';

    /// <summary>The stand-in for an object.</summary>
    public static string Of(object? item) => $"{Opening}{item?.GetType().Name ?? "null"}{Closing}";

    /// <summary>The problem with the object that a stand-in represents; null for a text that is not a stand-in.</summary>
    public static string? ProblemOf(string registry) =>
        registry is [Opening, .. string type, Closing] ? MessageFormat.Format(Messages.NotARegistry, type) : null;
}
