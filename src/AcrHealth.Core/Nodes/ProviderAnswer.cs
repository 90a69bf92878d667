using System.Text.Json;
using AcrHealth.Containers;
using AcrHealth.Text;

namespace AcrHealth.Nodes;

/// <summary>The response of a credential provider, evaluated as the kubelet does.</summary>
/// <param name="Logins">The logins by their key.</param>
internal sealed record ProviderAnswer(IReadOnlyDictionary<string, (string UserName, string Password)> Logins)
{
    private static readonly string[] CacheKeyTypes = ["Image", "Registry", "Global"];

    /// <summary>Reads a response, and protects its secrets before anything else is done with it.</summary>
    /// <exception cref="FormatException">The kubelet would not accept it; the message says why, and contains nothing of it.</exception>
    public static ProviderAnswer Read(string output, string apiVersion)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            return Read(document.RootElement, apiVersion);
        }
        catch (JsonException exception)
        {
            throw new FormatException(GoJson.PlaceOf(exception), exception);
        }
    }

    private static ProviderAnswer Read(JsonElement root, string apiVersion)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("JSON");
        }

        var logins = new Dictionary<string, (string UserName, string Password)>(StringComparer.Ordinal);
        if (TolerantJson.Member(root, "auth") is { ValueKind: JsonValueKind.Object } auth)
        {
            foreach (JsonProperty entry in auth.EnumerateObject())
            {
                (string user, string password) = (Member(entry.Value, "username"), Member(entry.Value, "password"));
                SecretVault.ProtectLogin(user, password);
                if (GoJson.Name(entry) is { } key)
                {
                    logins[key] = (user, password);
                }
            }
        }

        return Member(root, "kind") != "CredentialProviderResponse" ? throw new FormatException("kind")
            : Member(root, "apiVersion") != apiVersion ? throw new FormatException("apiVersion")
            : !CacheKeyTypes.Contains(Member(root, "cacheKeyType")) ? throw new FormatException("cacheKeyType")
            : new(logins);
    }

    private static string Member(JsonElement element, string name) => GoJson.Text(element, name) ?? string.Empty;
}
