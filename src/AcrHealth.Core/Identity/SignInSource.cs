using AcrHealth.Resources;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>The sources of identities by their names in Azure.Identity, with their common names.</summary>
internal static class SignInSource
{
    public const string EnvironmentVariables = "EnvironmentCredential";
    public const string WorkloadIdentity = "WorkloadIdentityCredential";
    public const string ManagedIdentity = "ManagedIdentityCredential";
    public const string VisualStudio = "VisualStudioCredential";
    public const string AzureCli = "AzureCliCredential";
    public const string AzurePowerShell = "AzurePowerShellCredential";
    public const string AzureDeveloperCli = "AzureDeveloperCliCredential";

    /// <summary>The common name, in the current language.</summary>
    public static string Display(string source) => source switch
    {
        EnvironmentVariables when IdentityVariables.Value(IdentityVariables.Certificate) is not null
            && IdentityVariables.Value(IdentityVariables.Secret) is null => Strings.SourceClientCertificate,
        EnvironmentVariables => Strings.SourceServicePrincipal,
        WorkloadIdentity => Strings.SourceWorkloadIdentity,
        ManagedIdentity => Strings.SourceManagedIdentity,
        VisualStudio => "Visual Studio",
        AzureCli => "Azure CLI",
        AzurePowerShell => "Azure PowerShell",
        AzureDeveloperCli => "Azure Developer CLI",
        _ => source,
    };

    /// <summary>The command that signs in; null for a source without a sign-in command.</summary>
    /// <param name="source">The source.</param>
    /// <param name="tenant">The tenant; null for the account's own.</param>
    public static string? SignInCommand(string source, string? tenant)
    {
        string? word = tenant is null ? null : RemedyCommands.Word(tenant, "tenant");
        return source switch
        {
            AzureCli => $"az login{Option("--tenant", word)} --scope {AzureCloud.RegistryScope}",
            AzurePowerShell => $"Connect-AzAccount{Option("-Tenant", word)}",
            AzureDeveloperCli => $"azd auth login{Option("--tenant-id", word)}",
            _ => null,
        };
    }

    /// <summary>The command that signs out; null for a source without a sign-in command.</summary>
    public static string? SignOutCommand(string source) => source switch
    {
        AzureCli => "az logout",
        AzurePowerShell => "Disconnect-AzAccount",
        AzureDeveloperCli => "azd auth logout",
        _ => null,
    };

    /// <summary>The command that updates the program behind a source; null if there is none.</summary>
    public static string? UpdateCommand(string source) => source switch
    {
        AzureCli => "az upgrade",
        AzurePowerShell => "Update-PSResource Az.Accounts",
        AzureDeveloperCli when OperatingSystem.IsWindows() => "winget upgrade Microsoft.Azd",
        AzureDeveloperCli => "curl -fsSL https://aka.ms/install-azd.sh | bash",
        _ => null,
    };

    private static string Option(string name, string? value) => value is null ? string.Empty : $" {name} {value}";
}
