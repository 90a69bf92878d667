using System.Net;
using AcrHealth.AzureResourceManager;
using AcrHealth.Findings;
using AcrHealth.Programs;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Recognizes the registry's firewall in a response: it can refuse at any step of signing in.</summary>
internal static class SignInResponse
{
    /// <summary>The failure for a response of the registry's firewall; null for any other.</summary>
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
}
