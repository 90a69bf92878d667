using System.Management.Automation;
using AcrHealth.Checks;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Composes the message about a name that no check has.</summary>
internal static class UnknownCheck
{
    public const string ErrorId = "NoSuchCheck";

    public static string Message(string name)
    {
        string? nearest = NearestName.To(name, CheckCatalog.All.Select(check => check.Name));
        return WildcardPattern.ContainsWildcardCharacters(name) ? MessageFormat.Format(Messages.NoSuchCheckPattern, name)
            : nearest is null ? MessageFormat.Format(Messages.NoSuchCheckAtAll, name)
            : MessageFormat.Format(Messages.NoSuchCheck, name, nearest);
    }
}
