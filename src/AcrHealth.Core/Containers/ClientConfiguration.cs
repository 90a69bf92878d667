using System.Text;
using System.Text.Json;
using AcrHealth.Network;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>What a container client's configuration (docker's config.json, Podman's auth.json) says of logins. Holds no secret.</summary>
internal sealed class ClientConfiguration
{
    /// <summary>The most of a file that is read, in bytes.</summary>
    public const int MaximumLength = 1024 * 1024;

    private const int NameLength = 200;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private readonly Dictionary<string, StoredLogin?> _logins = [];
    private readonly Dictionary<string, string> _helpers = [];

    /// <summary>The helper for registries that have none of their own; null where logins are kept in the file.</summary>
    public string? Store { get; private set; }

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="FormatException">It is one that clients refuse as a whole. The message tells where, and nothing of what is there.</exception>
    public static ClientConfiguration Read(string json)
    {
        var configuration = new ClientConfiguration();
        if (string.IsNullOrWhiteSpace(json))
        {
            return configuration;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            configuration.Take(document.RootElement);
            return configuration;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"JSON, {(exception.LineNumber ?? 0) + 1}:{(exception.BytePositionInLine ?? 0) + 1}", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What is no Unicode, such as half a surrogate pair, is refused as it stands, and where it is written as an escape when it is read.
            throw new FormatException("JSON", exception);
        }
    }

    /// <summary>The helper for this registry alone; null where there is none.</summary>
    public string? OwnHelperFor(string authority) => _helpers.GetValueOrDefault(authority);

    /// <summary>The login in the file, by docker's rule: the key that is the registry's host, or else a URL of that host; null where there is none.</summary>
    public StoredLogin? LoginFor(string authority) =>
        _logins.TryGetValue(authority, out StoredLogin? login) ? login : _logins.FirstOrDefault(entry => HostOf(entry.Key) == authority).Value;

    /// <summary>The host, with its port if it is told, of a key that may be a URL.</summary>
    public static string HostOf(string key)
    {
        if (key.Contains("://", StringComparison.Ordinal) && UntrustedUrl.TryParse(key, null, out Uri? uri) && uri.Host.Length > 0)
        {
            // As it is written: a port that is the scheme's own is part of the name where it is told.
            string authority = key[(key.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
            return authority[(authority.LastIndexOf('@') + 1)..];
        }

        return key.Split('/')[0];
    }

    private void Take(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("JSON");
        }

        Store = Text(root, "credsStore") is { Length: > 0 } store ? store : null;
        foreach (JsonProperty helper in Members(root, "credHelpers"))
        {
            if (helper.Value.ValueKind == JsonValueKind.String && helper.Value.GetString() is { Length: > 0 } name)
            {
                _helpers[helper.Name] = name;
            }
        }

        foreach (JsonProperty entry in Members(root, "auths"))
        {
            _logins[entry.Name] = entry.Value.ValueKind == JsonValueKind.Object ? Login(entry.Name, entry.Value) : null;
        }
    }

    private static StoredLogin? Login(string key, JsonElement entry)
    {
        SecretVault.Protect(Text(entry, "auth"));
        (string? user, string? password) = Text(entry, "auth") is { Length: > 0 } encoded
            ? Decode(encoded) ?? throw new FormatException($"auths, {UntrustedText.Clean(key, NameLength)}")
            : (Text(entry, "username"), Text(entry, "password"));
        return Text(entry, "identitytoken") is { Length: > 0 } token ? StoredLogin.Of(null, token) : StoredLogin.Of(user, password);
    }

    // Docker refuses the whole file for one entry that it cannot decode.
    private static (string? User, string? Password)? Decode(string encoded)
    {
        byte[] bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out int length))
        {
            return null;
        }

        string decoded = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = decoded.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (decoded[..colon], decoded[(colon + 1)..].Trim('\0')) : null;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
