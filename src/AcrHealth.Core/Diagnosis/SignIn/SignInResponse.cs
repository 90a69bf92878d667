using System.Net;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.SignIn;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>What the steps of signing in have in common: who signs in, and the registry's firewall, which can refuse at any of them.</summary>
internal static class SignInResponse
{
    private const string UnknownIdentity = "-";
    private const string UnknownObject = "<object-id>";

    /// <summary>The failure for an answer of the registry's firewall; null for any other.</summary>
    public static CheckOutcome? FromFirewall(CheckContext context, RegistryResponse answer)
    {
        string message = answer.Error?.Message ?? string.Empty;
        IPAddress? address = RefusedAddress.Find(message);
        if (answer.Status != HttpStatusCode.Forbidden || (address is null && !message.Contains("firewall", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        string what = address?.ToString() ?? "<address>";
        string command = $"az acr network-rule add --name {RemedyCommands.Word(context.Target.ResourceName, "registry")} --ip-address {what}";
        return context.Report(SignInFindings.FirewallRefusedSignIn, answer.ToDetail(), ("answer", answer.Summary), ("allow", new CommandLine(command)));
    }

    /// <summary>The application or account that signs in, and its tenant and object id.</summary>
    public static (string Identity, string Tenant, string ObjectId) Caller(CheckContext context)
    {
        var detail = context.OutcomeOf(CredentialCheck.CheckName)?.Detail as CredentialDetail;
        return (
            detail?.ApplicationId ?? detail?.ObjectId ?? UnknownIdentity,
            detail?.TenantId ?? UnknownIdentity,
            Guid.TryParse(detail?.ObjectId, out Guid id) ? id.ToString() : UnknownObject);
    }
}
