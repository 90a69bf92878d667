using System.Globalization;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Reference;

/// <summary>Commands of remedies, with real names in them.</summary>
internal static class RemedyCommands
{
    private const int MaximumLength = 400;

    /// <summary>A step with commands in it, each between backquotes.</summary>
    public static string Step(string format, params string[] commands) =>
        MessageFormat.Format(format, [.. commands.Select(command => $"`{command}`")]);

    /// <summary>
    /// A name as one word of a command line that every shell takes for just that. Names come from servers: what a shell could take for
    /// anything else is left to the reader, as <paramref name="placeholder"/> between angle brackets.
    /// </summary>
    public static string Word(string? name, string placeholder)
    {
        if (name is not { Length: > 0 and <= MaximumLength } || name[0] == '-' || !name.All(c => IsPlain(c) || IsHarmlessInQuotes(c)))
        {
            return $"<{placeholder}>";
        }

        return name.All(IsPlain) ? name : $"'{name}'";
    }

    /// <summary>
    /// A path, or any other value that may contain backslashes or begin with a tilde, as one word of a command line; a placeholder if a shell could take
    /// it for anything else.
    /// </summary>
    public static string Path(string? path, string placeholder)
    {
        if (path is not { Length: > 0 and <= MaximumLength } || path[0] == '-' || !path.All(c => IsPlain(c) || IsHarmlessInQuotes(c) || c is '\\' or '~' or '='))
        {
            return $"<{placeholder}>";
        }

        // Shells expand the tilde of a home directory only outside of quotes.
        return path.All(IsPlain) || (path.StartsWith("~/", StringComparison.Ordinal) && path.Skip(1).All(IsPlain)) ? path : $"'{path}'";
    }

    /// <summary>The reference's steps with what is known of the registry in the place of their placeholders.</summary>
    public static IReadOnlyList<string> Fill(IReadOnlyList<string> steps, RegistryTarget? target, HealthCheckOptions options)
    {
        if (target is null || steps.Count == 0)
        {
            return steps;
        }

        (string Placeholder, string? Name)[] names =
        [
            ("registry", target.ResourceName),
            ("login-server", target.Host is null ? null : target.Authority),
            ("host", target.Host),
            ("port", target.Port.ToString(CultureInfo.InvariantCulture)),
            ("resource-group", AcrHealth.Targets.ResourceId.Parse(target.ResourceId)?.Group),
            ("repository", options.Image?.Repository),
        ];
        return
        [
            .. steps.Select(step => names.Aggregate(InCloud(step, target.Cloud), (filled, name) => Put(filled, name.Placeholder, name.Name))),
        ];
    }

    // The reference has the names of the cloud that most registries are in.
    private static string InCloud(string step, AzureCloud? cloud) =>
        cloud is null ? step : step.Replace(AzureCloud.Public.PrivateLinkZone, cloud.PrivateLinkZone, StringComparison.Ordinal);

    private static string Put(string step, string placeholder, string? name) =>
        name is null ? step : step.Replace($"<{placeholder}>", Word(name, placeholder), StringComparison.Ordinal);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':';

    private static bool IsHarmlessInQuotes(char c) => c is ' ' or '(' or ')' or '@' or ',' or '+' || (char.IsLetterOrDigit(c) && !char.IsAscii(c));
}
