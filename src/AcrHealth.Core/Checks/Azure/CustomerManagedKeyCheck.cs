using AcrHealth.AzureResourceManager;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

internal sealed class CustomerManagedKeyCheck : ResourceManagerCheck
{
    public const string CheckName = "CustomerManagedKey";

    private const string SystemIdentity = "system";

    public override string Name => CheckName;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.CustomerManagedKey];

    public override string Description => Strings.CustomerManagedKeyDescription;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken)
    {
        (ResourceManagerClient client, RegistryResource resource, _, _) = ViewOf(context);
        if (!resource.HasCustomerManagedKey)
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.KeyNotCustomers, resource.Name));
        }

        string? identity = resource.KeyIdentity;
        if (identity is null)
        {
            return Fail(context, resource, ResourceFindings.KeyWithoutIdentity, null);
        }

        if (identity == SystemIdentity)
        {
            return resource.SystemIdentity is null
                ? Fail(context, resource, ResourceFindings.KeySystemIdentityMissing, null)
                : Pass(resource, identity, null, []);
        }

        string? found = resource.UserIdentities.FirstOrDefault(user => identity.Equals(user.ClientId, StringComparison.OrdinalIgnoreCase)).Id;
        if (found is null)
        {
            return Fail(context, resource, ResourceFindings.KeyIdentityNotAssigned, null, ("clientId", identity));
        }

        if (ResourceId.Parse(found) is not { } id)
        {
            return Pass(resource, identity, null, [found]);
        }

        try
        {
            await client.GetAsync(id.Text, ResourceManagerApi.Identities, cancellationToken).ConfigureAwait(false);
            return Pass(resource, identity, id.Text, []);
        }
        catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.NotFound)
        {
            return Fail(
                context, resource, ResourceFindings.KeyIdentityDeleted, id, ("clientId", identity), ("identityName", id.Name), ("identityGroup", id.Group));
        }
        catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.Denied)
        {
            return Pass(resource, identity, id.Text, [id.Text]);
        }
    }

    private static CheckOutcome Pass(RegistryResource resource, string identity, string? identityId, string[] unreadable) => CheckOutcome.Passed(
        MessageFormat.Format(Strings.KeyFine, resource.Name, identity) + (unreadable.Length > 0 ? MessageFormat.Format(Strings.ArmUnreadable, unreadable[0]) : string.Empty),
        new CustomerManagedKeyDetail { KeyIdentifier = resource.KeyIdentifier, Identity = identity, IdentityResourceId = identityId });

    private static CheckOutcome Fail(
        CheckContext context, RegistryResource resource, Finding finding, ResourceId? identity, params IEnumerable<(string Name, object? Value)> values) => Report(
            context,
            resource,
            finding,
            new CustomerManagedKeyDetail { KeyIdentifier = resource.KeyIdentifier, Identity = resource.KeyIdentity, IdentityResourceId = identity?.Text },
            [.. values, ("key", resource.KeyIdentifier ?? string.Empty)]);
}
