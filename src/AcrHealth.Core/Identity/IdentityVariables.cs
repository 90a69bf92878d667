using System.Text;
using AcrHealth.Files;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Identity;

/// <summary>The environment variables that set up a service principal or a managed identity, with their current values.</summary>
internal static class IdentityVariables
{
    public const string Tenant = "AZURE_TENANT_ID";
    public const string Client = "AZURE_CLIENT_ID";
    public const string Secret = "AZURE_CLIENT_SECRET";
    public const string Certificate = "AZURE_CLIENT_CERTIFICATE_PATH";
    public const string FederatedToken = "AZURE_FEDERATED_TOKEN_FILE";
    public const string TokenCredentials = "AZURE_TOKEN_CREDENTIALS";

    private static readonly string[] Proofs = [Secret, Certificate, FederatedToken, "AZURE_USERNAME"];
    private static readonly string[] Endpoints = ["IDENTITY_ENDPOINT", "MSI_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"];

    // The values of AZURE_TOKEN_CREDENTIALS (https://aka.ms/azsdk/net/identity/credential-chains).
    private static readonly string[] Choices =
    [
        "dev", "prod", "EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential", "VisualStudioCredential", "VisualStudioCodeCredential",
        "AzureCliCredential", "AzurePowerShellCredential", "AzureDeveloperCliCredential", "InteractiveBrowserCredential", "BrokerCredential",
    ];

    private static readonly Uri MetadataService = new("http://169.254.169.254/");

    /// <summary>The value of a variable; null if it is not set or blank.</summary>
    public static string? Value(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Whether AZURE_TOKEN_CREDENTIALS may have a value.</summary>
    public static bool IsKnownChoice(string choice) => Choices.Contains(choice, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text can be a tenant: its id or one of its domain names.</summary>
    public static bool IsTenant(string tenant) => tenant.Length > 0 && tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    /// <summary>Whether a variable names an endpoint of managed identities, as App Service, Azure Arc and others do.</summary>
    public static bool NamesManagedIdentityEndpoint => Array.Exists(Endpoints, variable => Value(variable) is not null);

    /// <summary>The endpoint that gives tokens of managed identities.</summary>
    public static Uri ManagedIdentityEndpoint =>
        Endpoints.Select(Value).OfType<string>().Select(value => Uri.TryCreate(value, UriKind.Absolute, out Uri? url) ? url : null).FirstOrDefault(url => url is not null) ?? MetadataService;

    /// <summary>The variables of a service principal of which some are set and some are not; null if all or none are.</summary>
    public static (string Present, string Missing)? Incomplete()
    {
        string[] present = [.. Proofs.Append(Tenant).Where(variable => Value(variable) is not null)];
        if (present.Length == 0)
        {
            return null;
        }

        string[] needed = Proofs.Any(present.Contains) ? [Tenant, Client] : [Client, Secret];
        string[] missing = [.. needed.Where(variable => Value(variable) is null)];
        return missing.Length == 0 ? null : (string.Join(", ", present), string.Join(", ", missing));
    }

    /// <summary>Why the file that a variable names cannot be read; null if it can.</summary>
    public static string? Unusable(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return Directory.Exists(path) ? Strings.FileIsDirectory : Strings.FileNotFound;
            }

            return BoundedFile.ReadAllBytes(path).Length == 0 ? Strings.FileEmpty : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return exception is UnauthorizedAccessException ? Strings.FileDenied : UntrustedText.Clean(exception.Message, 100);
        }
    }

    /// <summary>The claims of the federated token; none if its file cannot be read.</summary>
    public static TokenClaims FederatedClaims()
    {
        try
        {
            return Value(FederatedToken) is { } path ? TokenClaims.Read(Encoding.UTF8.GetString(BoundedFile.ReadAllBytes(path)).Trim()) : TokenClaims.None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return TokenClaims.None;
        }
    }
}
