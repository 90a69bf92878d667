using System.Text;
using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>The logins in a container client's configuration (docker's config.json, Podman's auth.json). Holds no secret.</summary>
internal sealed class ClientConfiguration
{
    private const int NameLength = 200;
    private const string DefaultPort = ":443";

    private readonly Dictionary<string, StoredLogin?> _logins = [];
    private readonly Dictionary<string, string> _helpers = [];
    private readonly List<string> _broken = [];

    /// <summary>The helper for registries that have none of their own; null if logins are kept in the file.</summary>
    public string? Store { get; private set; }

    /// <summary>Reads a configuration by the rules of the client that reads it.</summary>
    /// <exception cref="FormatException">The client refuses the whole configuration. The message names the place but not its content.</exception>
    public static ClientConfiguration Read(ReadOnlyMemory<byte> json, bool isPodman)
    {
        var configuration = new ClientConfiguration();
        try
        {
            // Docker reads a stream and uses its first value; Podman reads a text that must be a single value.
            using JsonDocument? document = GoJson.Read(json, whole: isPodman);
            if (document is not null)
            {
                configuration.Take(document.RootElement, isPodman);
            }

            return configuration;
        }
        catch (JsonException exception)
        {
            throw new FormatException(GoJson.PlaceOf(exception), exception);
        }
    }

    /// <summary>The helper for this registry alone; null if there is none.</summary>
    public string? OwnHelperFor(string authority) => _helpers.GetValueOrDefault(authority);

    /// <summary>The login in the file, by docker's rule: the key that is the registry's host, or else a URL of that host; null if there is none.</summary>
    public StoredLogin? LoginFor(string authority) =>
        _logins.TryGetValue(authority, out StoredLogin? login) ? login : _logins.FirstOrDefault(entry => HostOf(entry.Key) == authority).Value;

    /// <summary>The key of an entry for the registry that cannot be decoded, and for which the rest of the file still counts; null if there is none.</summary>
    public string? BrokenKeyFor(string authority) => _broken.Find(key => HostOf(key) == authority);

    /// <summary>Whether there is an entry for the registry, whether the entry or a helper has the login.</summary>
    public bool Knows(string authority) => _logins.Keys.Any(key => HostOf(key) == authority);

    /// <summary>The keys of logins for the same registry under another spelling, which clients do not use for it.</summary>
    public IEnumerable<string> OtherNamesOf(string authority) => _logins.Where(entry => entry.Value is not null).Select(entry => entry.Key).Where(key => IsOtherNameOf(key, authority));

    /// <summary>Whether a key means a registry to a reader but is not the name by which clients look up the registry's login.</summary>
    public static bool IsOtherNameOf(string key, string authority) =>
        HostOf(key) != authority && Meaning(key).Equals(Meaning(authority), StringComparison.Ordinal);

    // The port of HTTPS, the root's dot and the case of letters make a difference only to clients.
    private static string Meaning(string key)
    {
        string host = HostOf(key).ToLowerInvariant();
        host = host.EndsWith(DefaultPort, StringComparison.Ordinal) ? host[..^DefaultPort.Length] : host;
        return host.TrimEnd('.');
    }

    /// <summary>The host, with its port if it is given, of a key that may be a URL.</summary>
    public static string HostOf(string key)
    {
        if (key.Contains("://", StringComparison.Ordinal) && UntrustedUrl.TryParse(key, null, out Uri? uri) && uri.Host.Length > 0)
        {
            // The authority is kept as written: even the scheme's default port is part of the name if it is given.
            string authority = key[(key.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
            return authority[(authority.LastIndexOf('@') + 1)..];
        }

        return key.Split('/')[0];
    }

    private void Take(JsonElement root, bool isPodman)
    {
        if (root.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("JSON");
        }

        if (ClientShape.Wrong(root, isPodman) is { } wrong)
        {
            throw new FormatException($"JSON, {wrong}");
        }

        // Go ignores the case of names, and merges a later member of the same name into the earlier one.
        foreach (JsonProperty member in root.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            switch (GoJson.Name(member)?.ToLowerInvariant())
            {
                case "credsstore":
                    Store = GoJson.Text(member.Value) is { Length: > 0 } store ? store : null;
                    break;
                case "credhelpers":
                    TakeHelpers(member.Value);
                    break;
                case "auths":
                    TakeLogins(member.Value, isPodman);
                    break;
            }
        }
    }

    private void TakeHelpers(JsonElement helpers)
    {
        foreach (JsonProperty helper in helpers.EnumerateObject())
        {
            if (GoJson.Name(helper) is { } registry && GoJson.Text(helper.Value) is { Length: > 0 } name)
            {
                _helpers[registry] = name;
            }
        }
    }

    private void TakeLogins(JsonElement logins, bool isPodman)
    {
        foreach (JsonProperty entry in logins.EnumerateObject())
        {
            if (GoJson.Name(entry) is { } key)
            {
                _logins[key] = entry.Value.ValueKind == JsonValueKind.Object ? Login(key, entry.Value, isPodman) : null;
            }
        }
    }

    private StoredLogin? Login(string key, JsonElement entry, bool isPodman)
    {
        (string? user, string? password) = (Text(entry, "username"), Text(entry, "password"));
        if (Text(entry, "auth") is { Length: > 0 } encoded)
        {
            SecretVault.Protect(encoded);

            // Docker refuses the whole file for one entry that it cannot decode; Podman skips that entry.
            if (Decode(encoded) is { } decoded)
            {
                (user, password) = decoded;
            }
            else if (isPodman)
            {
                _broken.Add(key);
                return null;
            }
            else
            {
                throw new InvalidAuthEntryException(UntrustedText.Clean(key, NameLength));
            }
        }

        return Text(entry, "identitytoken") is { Length: > 0 } token ? StoredLogin.Of(null, token) : StoredLogin.Of(user, password);
    }

    private static (string? User, string? Password)? Decode(string encoded)
    {
        // Go skips only line breaks, .NET all white space.
        byte[] bytes = new byte[encoded.Length];
        if (encoded.AsSpan().IndexOfAny(' ', '\t') >= 0 || !Convert.TryFromBase64String(encoded, bytes, out int length))
        {
            return null;
        }

        string decoded = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = decoded.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (decoded[..colon], decoded[(colon + 1)..].Trim('\0')) : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.EnumerateObject().Where(member => name.Equals(GoJson.Name(member), StringComparison.OrdinalIgnoreCase))
            .Select(member => GoJson.Text(member.Value)).LastOrDefault(text => text is not null);
}
