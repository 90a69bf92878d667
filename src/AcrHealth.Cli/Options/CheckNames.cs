using System.IO.Enumeration;
using AcrHealth.Checks;
using AcrHealth.Cli.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>Selects checks by name; * and ? are wildcards, and case does not matter.</summary>
internal static class CheckNames
{
    // This pattern requests all checks, but none by its name.
    private const string Everything = "*";

    /// <summary>The checks to run, with those that they need.</summary>
    /// <exception cref="UsageException">No check has one of the names.</exception>
    public static IReadOnlyList<HealthCheck> Select(string[] wanted, string[] unwanted)
    {
        foreach (string name in wanted.Concat(unwanted))
        {
            if (!CheckCatalog.All.Any(check => Matches(name, check.Name)))
            {
                throw new UsageException(MessageFormat.Format(Texts.NoSuchCheck, name));
            }
        }

        return CheckCatalog.Select(name => wanted.Length == 0 || Array.Exists(wanted, pattern => Matches(pattern, name)), name => Array.Exists(unwanted, pattern => Matches(pattern, name)));
    }

    /// <summary>The checks that were named, which report even that they are not applicable.</summary>
    public static IReadOnlySet<string> Named(string[] wanted) =>
        CheckCatalog.All.Select(check => check.Name).Where(name => Array.Exists(wanted, pattern => pattern != Everything && Matches(pattern, name))).ToHashSet();

    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
