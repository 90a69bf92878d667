using System.Management.Automation;
using AcrHealth.Checks;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>What is said of a name that no check has.</summary>
internal static class UnknownCheck
{
    public const string ErrorId = "NoSuchCheck";

    public static string Message(string name)
    {
        string? nearest = NearestName.To(name, CheckCatalog.All.Select(check => check.Name));
        return WildcardPattern.ContainsWildcardCharacters(name) ? CheckOutcome.Format(Messages.NoSuchCheckPattern, name)
            : nearest is null ? CheckOutcome.Format(Messages.NoSuchCheckAtAll, name)
            : CheckOutcome.Format(Messages.NoSuchCheck, name, nearest);
    }
}
