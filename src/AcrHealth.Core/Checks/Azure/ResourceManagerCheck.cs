using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Findings;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

/// <summary>Base class of the checks that query Azure Resource Manager about a registry. None of them fails because the query is impossible.</summary>
internal abstract class ResourceManagerCheck : HealthCheck
{
    public sealed override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RegistryResourceCheck.CheckName];

    public sealed override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceManagerException exception)
        {
            return CheckOutcome.Skipped(exception.Message) with { SuppressesDependents = true };
        }
    }

    public sealed override CheckOutcome TimedOut(CheckContext context) =>
        CheckOutcome.Skipped(MessageFormat.Format(Strings.ArmTimedOut, context.Options.Timeout.TotalSeconds)) with { SuppressesDependents = true };

    protected static RegistryView ViewOf(CheckContext context) => context.Get(RegistryResourceCheck.View);

    /// <exception cref="ResourceManagerException">Resource Manager did not return the requested facts.</exception>
    protected abstract Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken);

    /// <summary>Reports a finding, with the registry's name as Resource Manager has it.</summary>
    protected static CheckOutcome Report(
        CheckContext context, RegistryResource resource, Finding finding, object? detail, params IEnumerable<(string Name, object? Value)> values) => context.Report(
            finding, detail, [.. values, ("registry", resource.Name), ("resourceGroup", resource.Id.Group), ("server", resource.LoginServer ?? context.Target.DisplayName)]);

    /// <summary>Reads a resource; null if it does not exist or this identity may not read it, which is noted with <paramref name="name"/>.</summary>
    /// <exception cref="ResourceManagerException">Resource Manager could not be queried.</exception>
    protected static async Task<JsonElement?> TryGetAsync(
        ResourceManagerClient client, string path, string apiVersion, string name, ICollection<string> unreadable, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(path, apiVersion, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceManagerException exception) when (exception.Problem is ResourceManagerProblem.Denied or ResourceManagerProblem.NotFound or ResourceManagerProblem.UnknownVersion)
        {
            lock (unreadable)
            {
                unreadable.Add(name);
            }

            return null;
        }
    }
}
