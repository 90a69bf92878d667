using System.Management.Automation;
using AcrHealth.Checks;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Selects the checks that the caller of a command requested.</summary>
internal sealed class CheckSelection(HealthCheckCommand command)
{
    // This requests all checks, but none by its name.
    private const string Everything = "*";

    /// <summary>The checks that were requested by name.</summary>
    public HashSet<string> Named
    {
        get
        {
            WildcardPattern[] asked = command.IsGiven(nameof(HealthCheckCommand.Check)) ? [.. command.Check.Where(name => name != Everything).Select(NamePattern.Of)] : [];
            return [.. CheckCatalog.All.Select(check => check.Name).Where(name => Matches(asked, name))];
        }
    }

    /// <summary>The checks to run, with those that they need. Ends the command if no check has one of the names.</summary>
    public IReadOnlyList<HealthCheck> Select()
    {
        foreach (string name in command.Check.Concat(command.ExcludeCheck))
        {
            WildcardPattern pattern = NamePattern.Of(name);
            if (!CheckCatalog.All.Any(check => pattern.IsMatch(check.Name)))
            {
                command.Refuse(UnknownCheck.Message(name), UnknownCheck.ErrorId, name);
            }
        }

        WildcardPattern[] wanted = [.. command.Check.Select(NamePattern.Of)];
        WildcardPattern[] unwanted = [.. command.ExcludeCheck.Select(NamePattern.Of)];
        return CheckCatalog.Select(name => Matches(wanted, name), name => Matches(unwanted, name));
    }

    private static bool Matches(WildcardPattern[] patterns, string name) => Array.Exists(patterns, pattern => pattern.IsMatch(name));
}
