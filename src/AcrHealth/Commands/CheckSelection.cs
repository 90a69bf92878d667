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
    public HashSet<string> Named => !command.IsGiven(nameof(HealthCheckCommand.Check))
        ? []
        : [.. CheckCatalog.All.Select(check => check.Name).Where(name => Array.Exists(command.Check, asked => asked != Everything && NamePattern.Of(asked).IsMatch(name)))];

    /// <summary>The checks to run, with those that they need. Ends the command if no check has one of the names.</summary>
    public IReadOnlyList<HealthCheck> Select()
    {
        foreach (string name in command.Check.Concat(command.ExcludeCheck))
        {
            if (!CheckCatalog.All.Any(check => NamePattern.Of(name).IsMatch(check.Name)))
            {
                command.Refuse(UnknownCheck.Message(name), UnknownCheck.ErrorId, name);
            }
        }

        WildcardPattern[] wanted = [.. command.Check.Select(NamePattern.Of)];
        WildcardPattern[] unwanted = [.. command.ExcludeCheck.Select(NamePattern.Of)];
        return CheckCatalog.Select(
            name => Array.Exists(wanted, pattern => pattern.IsMatch(name)), name => Array.Exists(unwanted, pattern => pattern.IsMatch(name)));
    }
}
