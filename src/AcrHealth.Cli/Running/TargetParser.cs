using AcrHealth.Cli.Output;
using AcrHealth.Targets;

namespace AcrHealth.Cli.Running;

/// <summary>Parses names of registries. An invalid one is reported on standard error and does not affect the others.</summary>
internal sealed class TargetParser(CloudChoice cloud)
{
    public bool AnyInvalid { get; private set; }

    public IEnumerable<RegistryTarget> Parse(IEnumerable<string> names)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            if (Parse(name) is { } target && seen.Add(target.DisplayName))
            {
                yield return target;
            }
        }
    }

    private RegistryTarget? Parse(string name)
    {
        try
        {
            return RegistryParser.Parse(name, cloud);
        }
        catch (FormatException exception)
        {
            AnyInvalid = true;
            ErrorOutput.Write(exception.Message);
            return null;
        }
    }
}
