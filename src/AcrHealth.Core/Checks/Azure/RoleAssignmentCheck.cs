using System.Text.Json;
using System.Text.RegularExpressions;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Azure;

internal sealed class RoleAssignmentCheck : ResourceManagerCheck
{
    public const string CheckName = "RoleAssignment";

    private const string PullAction = "Microsoft.ContainerRegistry/registries/pull/read";
    private const string PullDataAction = "Microsoft.ContainerRegistry/registries/repositories/content/read";
    private const string PullRole = "AcrPull";
    private const string RepositoryPullRole = "Container Registry Repository Reader";

    // An identity with more assignments than this does not lack one.
    private const int MostDefinitions = 50;

    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    public override string Name => CheckName;

    public override IReadOnlyList<string> After => [RefreshTokenCheck.CheckName, AccessTokenCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Role];

    public override string Description => Strings.RoleAssignmentDescription;

    protected override async Task<CheckOutcome> AskAsync(CheckContext context, CancellationToken cancellationToken)
    {
        (ResourceManagerClient client, RegistryResource resource, TokenClaims claims, ResourceManagerReason reason) = ViewOf(context);
        bool isDenied = ResourceManagerAccess.IsDenied(context.OutcomeOf(RefreshTokenCheck.CheckName))
            || ResourceManagerAccess.IsDenied(context.OutcomeOf(AccessTokenCheck.CheckName));
        if (reason == ResourceManagerReason.Refusal && !isDenied)
        {
            return CheckOutcome.NotApplicable(Strings.RolesNotAsked);
        }

        if (!Guid.TryParse(claims.ObjectId, out Guid principal))
        {
            return CheckOutcome.Skipped(Strings.RolesNobody);
        }

        IReadOnlyList<JsonElement> assignments = await client.ListAsync(
            $"{resource.Id.Text}/providers/Microsoft.Authorization/roleAssignments",
            ResourceManagerApi.Authorization,
            $"assignedTo('{principal}')",
            cancellationToken).ConfigureAwait(false);
        RoleInfo[] roles = await Task.WhenAll(
            assignments.Take(MostDefinitions).Select(assignment => ReadAsync(client, resource, assignment, cancellationToken))).ConfigureAwait(false);
        return Evaluate(context, resource, claims, roles, isDenied);
    }

    private static async Task<RoleInfo> ReadAsync(
        ResourceManagerClient client, RegistryResource resource, JsonElement assignment, CancellationToken cancellationToken)
    {
        string id = assignment.Text("properties", "roleDefinitionId") ?? string.Empty;
        JsonElement? definition = IsDefinition(id)
            ? await TryGetAsync(client, id, ResourceManagerApi.Authorization, id, new List<string>(), cancellationToken).ConfigureAwait(false)
            : null;
        return new()
        {
            Role = definition?.Text("properties", "roleName") ?? id.Split('/')[^1],
            Scope = assignment.Text("properties", "scope") ?? "-",
            AllowsPull = definition is null ? null : AllowsPull(definition.Value, resource.HasRepositoryPermissions),
            IsConditional = assignment.Text("properties", "condition") is not null,
        };
    }

    // The id is inserted into a URL's path unchanged.
    private static bool IsDefinition(string id) => Regex.IsMatch(
        id, "^(/subscriptions/[0-9A-Fa-f-]{36})?/providers/Microsoft\\.Authorization/roleDefinitions/[0-9A-Fa-f-]{36}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, PatternTime);

    private static bool AllowsPull(JsonElement definition, bool inRepositories)
    {
        (string action, string allowed, string denied) =
            inRepositories ? (PullDataAction, "dataActions", "notDataActions") : (PullAction, "actions", "notActions");
        return definition.Items("properties", "permissions").Any(
            permission => permission.Texts(allowed).Any(pattern => Covers(pattern, action)) && !permission.Texts(denied).Any(pattern => Covers(pattern, action)));
    }

    private static bool Covers(string pattern, string action) => Regex.IsMatch(
        action, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking, PatternTime);

    private static CheckOutcome Evaluate(CheckContext context, RegistryResource resource, TokenClaims claims, RoleInfo[] roles, bool isDenied)
    {
        var detail = new RoleAssignmentDetail
        {
            ObjectId = claims.ObjectId!,
            ApplicationId = claims.ApplicationId,
            TenantId = claims.TenantId,
            ExpiresOn = claims.ExpiresOn,
            RoleAssignmentMode = resource.RoleAssignmentMode,
            Roles = roles,
        };
        string who = claims.ApplicationId ?? claims.ObjectId!;
        string has = roles.Length == 0 ? Strings.RolesNone : string.Join(", ", roles.Select(role => role.Role).Distinct());
        if (roles.Any(role => role.AllowsPull == true))
        {
            if (isDenied)
            {
                return Report(context, resource, ResourceFindings.RefusedDespiteRole, detail, ("identity", who), ("roles", has));
            }

            string message = MessageFormat.Format(Strings.RolesFine, who, has, resource.Name);
            message += roles.All(role => role.AllowsPull != true || role.IsConditional) ? Strings.RolesConditional : string.Empty;
            return CheckOutcome.Passed(message, detail);
        }

        if (roles.Any(role => role.AllowsPull is null))
        {
            return CheckOutcome.NotNeeded(MessageFormat.Format(Strings.RolesUnknown, who, has)) with { Detail = detail };
        }

        // An identity that has access anyway got its rights in a way that is not visible here, such as Azure Lighthouse.
        Finding finding = (isDenied, resource.HasRepositoryPermissions) switch
        {
            (true, false) => ResourceFindings.PullRoleMissing,
            (true, true) => ResourceFindings.RepositoryPullRoleMissing,
            (false, false) => ResourceFindings.PullRoleNotSeen,
            (false, true) => ResourceFindings.RepositoryPullRoleNotSeen,
        };
        return Report(
            context,
            resource,
            finding,
            detail,
            ("identity", who),
            ("objectId", claims.ObjectId),
            ("role", resource.HasRepositoryPermissions ? RepositoryPullRole : PullRole),
            ("roles", has),
            ("registryId", resource.Id.Text));
    }
}
