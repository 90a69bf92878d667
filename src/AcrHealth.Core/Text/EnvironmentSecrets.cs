using System.Collections;
using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>The secrets in this process's environment variables, identified by the variables' names, and the passwords in URLs of any variable.</summary>
internal static partial class EnvironmentSecrets
{
    // If only the name suggests a secret, shorter values are settings as often as secrets.
    private const int ShortestByName = 8;

    // Every value of these variables is a secret.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_PASSWORD", "IDENTITY_HEADER", "MSI_SECRET",
    };

    public static void Protect()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            Protect((string)variable.Key, (string?)variable.Value ?? string.Empty);
        }
    }

    private static void Protect(string name, string value)
    {
        if (name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase))
        {
            SecretReader.ProtectProxy(value);
        }
        else if (value.Contains("://", StringComparison.Ordinal))
        {
            SecretReader.ProtectUrl(value);
        }
        else if (value.StartsWith('{'))
        {
            // Some variables, such as DOCKER_AUTH_CONFIG, contain JSON.
            SecretReader.ProtectJson(value, SecretVault.Protect);
        }
        else if (Known.Contains(name) || (SecretName().IsMatch(name) && value.Length >= ShortestByName && !IsSetting(value)))
        {
            SecretVault.Protect(value.Trim());
        }
        else if (value.Contains('=', StringComparison.Ordinal))
        {
            SecretReader.ProtectConnectionString(value);
        }
    }

    private static bool IsSetting(string value) =>
        Path.IsPathRooted(value) || !value.Any(char.IsLetter) || bool.TryParse(value, out _);

    [GeneratedRegex("SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|ACCOUNT_?KEY|CREDENTIALS?$|_PAT$|_SAS$|_AUTH$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SecretName();
}
