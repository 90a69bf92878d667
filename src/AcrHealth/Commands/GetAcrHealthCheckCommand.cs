using System.Management.Automation;
using AcrHealth.Checks;
using AcrHealth.Completion;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Lists the checks: the subject, the prerequisites and the possible codes of each.</summary>
[Cmdlet(VerbsCommon.Get, "AcrHealthCheck")]
[OutputType(typeof(HealthCheckInfo))]
public sealed class GetAcrHealthCheckCommand : PSCmdlet
{
    /// <summary>The names of checks; wildcards are allowed. All if omitted.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = NamePattern.Of(name);
            HealthCheck[] found = [.. CheckCatalog.All.Where(check => pattern.IsMatch(check.Name))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(new(
                    new ItemNotFoundException(UnknownCheck.Message(name)),
                    UnknownCheck.ErrorId,
                    ErrorCategory.ObjectNotFound,
                    name));
            }

            foreach (HealthCheck check in found)
            {
                WriteObject(CheckCatalog.Describe(check));
            }
        }
    }
}
