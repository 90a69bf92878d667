using AcrHealth.Details;
using AcrHealth.Reference;
using AcrHealth.ResourceManager;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Checks.Azure;

internal sealed class CustomerManagedKeyCheck : ResourceManagerCheck
{
    public const string CheckName = "CustomerManagedKey";

    private const string SystemIdentity = "system";

    public override string Name => CheckName;

    public override IReadOnlyList<string> Codes => [ErrorCodes.CustomerManagedKey];

    public override string Description => Strings.CustomerManagedKeyDescription;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellation)
    {
        (ResourceManagerClient client, RegistryResource resource, _, _) = ViewOf(context);
        if (!resource.HasCustomerManagedKey)
        {
            return CheckOutcome.NotApplicable(CheckOutcome.Format(Strings.KeyNotCustomers, resource.Name));
        }

        string? identity = resource.KeyIdentity;
        if (identity is null)
        {
            return Fail(resource, CheckOutcome.Format(Strings.KeyWithoutIdentity, resource.Name), null);
        }

        if (identity == SystemIdentity)
        {
            return resource.SystemIdentity is null
                ? Fail(resource, CheckOutcome.Format(Strings.KeySystemIdentityMissing, resource.Name), null)
                : Pass(resource, identity, null, []);
        }

        string? found = resource.UserIdentities.FirstOrDefault(user => identity.Equals(user.ClientId, StringComparison.OrdinalIgnoreCase)).Id;
        if (found is null)
        {
            return Fail(resource, CheckOutcome.Format(Strings.KeyIdentityNotAssigned, resource.Name, identity), null);
        }

        if (ResourceId.Parse(found) is not { } id)
        {
            return Pass(resource, identity, null, [found]);
        }

        try
        {
            await client.GetAsync(id.Text, ResourceManagerApi.Identities, cancellation).ConfigureAwait(false);
            return Pass(resource, identity, id.Text, []);
        }
        catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.NotFound)
        {
            return Fail(resource, CheckOutcome.Format(Strings.KeyIdentityDeleted, resource.Name, id.Name, id.Group, identity), id);
        }
        catch (ResourceManagerException exception) when (exception.Problem == ResourceManagerProblem.Denied)
        {
            return Pass(resource, identity, id.Text, [id.Text]);
        }
    }

    private static CheckOutcome Pass(RegistryResource resource, string identity, string? identityId, string[] unreadable) => CheckOutcome.Passed(
        CheckOutcome.Format(Strings.KeyFine, resource.Name, identity) + (unreadable.Length > 0 ? CheckOutcome.Format(Strings.ArmUnreadable, unreadable[0]) : string.Empty),
        new CustomerManagedKeyDetail { KeyIdentifier = resource.KeyIdentifier, Identity = identity, IdentityResourceId = identityId });

    private static CheckOutcome Fail(RegistryResource resource, string message, ResourceId? identity)
    {
        string name = Commands.Word(resource.Name, "registry");
        string group = Commands.Word(resource.Id.Group, "resource-group");
        string other = identity is null ? "<identity-id>" : Commands.Word(identity.Text, "identity-id");
        string key = Commands.Word(resource.KeyIdentifier, "key-identifier");
        return CheckOutcome.Failed(
            ErrorCodes.CustomerManagedKey,
            message,
            new CustomerManagedKeyDetail { KeyIdentifier = resource.KeyIdentifier, Identity = resource.KeyIdentity, IdentityResourceId = identity?.Text },
            Commands.Step(
                Strings.KeyAssignStep,
                $"az acr identity assign --name {name} --identities {other}",
                $"Update-AzContainerRegistry -ResourceGroupName {group} -Name {name} -UserAssignedIdentity {other}"),
            Commands.Step(Strings.KeyRotateStep, $"az acr encryption rotate-key --name {name} --key-encryption-key {key} --identity {other}"),
            Strings.KeyVaultStep);
    }
}
