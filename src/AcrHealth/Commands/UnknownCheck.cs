using System.Management.Automation;
using AcrHealth.Checks;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>What is said of a name that no check has.</summary>
internal static class UnknownCheck
{
    public const string ErrorId = "NoSuchCheck";

    public static string Message(string name) => WildcardPattern.ContainsWildcardCharacters(name)
        ? CheckOutcome.Format(Messages.NoSuchCheckPattern, name)
        : CheckOutcome.Format(Messages.NoSuchCheck, name, NearestName.To(name, CheckCatalog.All.Select(check => check.Name)));
}
