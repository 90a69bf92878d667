using System.Text;
using System.Text.Json;
using AcrHealth.Containers;
using AcrHealth.Text;

namespace AcrHealth.Nodes;

/// <summary>Reads a pull secret as the kubelet does: the object of <c>kubectl get secret -o json</c>, its value, or the configuration in it.</summary>
internal static class PullSecretReader
{
    private const string CurrentType = "kubernetes.io/dockerconfigjson";
    private const string OldType = "kubernetes.io/dockercfg";
    private const int ShownLength = 200;

    private static readonly (string Type, string Key)[] Keys = [(CurrentType, ".dockerconfigjson"), (OldType, ".dockercfg")];

    /// <summary>The types of secrets that the kubelet uses.</summary>
    public static IReadOnlyList<string> Types { get; } = [CurrentType, OldType];

    /// <summary>Reads a pull secret, and protects its secrets.</summary>
    /// <exception cref="PullSecretException">The kubelet would not use it.</exception>
    public static PullSecret Read(string text)
    {
        string trimmed = text.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        using JsonDocument document = Parse(trimmed.StartsWith('{') ? trimmed : Decode(trimmed) ?? trimmed);
        return Read(document.RootElement);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static PullSecret Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new PullSecretException(PullSecretProblem.Unreadable, "JSON");
        }

        return GoJson.Text(root, "kind") is { } kind ? OfObject(root, kind) : new(null, Logins(root, false));
    }

    private static PullSecret OfObject(JsonElement root, string kind)
    {
        if (kind != "Secret")
        {
            throw new PullSecretException(PullSecretProblem.Unreadable, $"kind: {UntrustedText.Clean(kind, ShownLength)}");
        }

        string type = GoJson.Text(root, "type") ?? "Opaque";
        if (Array.Find(Keys, known => known.Type == type) is not { Key: { } key })
        {
            throw new PullSecretException(PullSecretProblem.WrongType, UntrustedText.Clean(type, ShownLength));
        }

        string? value = TolerantJson.Member(root, "data") is { } data && GoJson.Text(data, key) is { } encoded
            ? Decode(encoded) ?? throw new PullSecretException(PullSecretProblem.Unreadable, $"data.{key}")
            : TolerantJson.Member(root, "stringData") is { } plain ? GoJson.Text(plain, key)
            : null;
        if (value is null)
        {
            throw new PullSecretException(PullSecretProblem.Unreadable, $"data.{key}");
        }

        string? name = TolerantJson.Member(root, "metadata") is { } metadata ? GoJson.Text(metadata, "name") : null;
        using JsonDocument configuration = Parse(value);
        return new(name is null ? null : UntrustedText.Clean(name, ShownLength), Logins(configuration.RootElement, type == OldType));
    }

    private static Dictionary<string, PullSecretLogin> Logins(JsonElement root, bool isOld)
    {
        var logins = new Dictionary<string, PullSecretLogin>(StringComparer.Ordinal);
        JsonElement auths = default;
        if (root.ValueKind != JsonValueKind.Object || (!isOld && (!root.TryGetProperty("auths", out auths) || auths.ValueKind != JsonValueKind.Object)))
        {
            throw new PullSecretException(PullSecretProblem.Unreadable, "auths");
        }

        foreach (JsonProperty entry in (isOld ? root : auths).EnumerateObject())
        {
            if (GoJson.Name(entry) is { } key)
            {
                logins[key] = Login(key, entry.Value);
            }
        }

        return logins;
    }

    private static PullSecretLogin Login(string key, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new PullSecretException(PullSecretProblem.EntryBroken, UntrustedText.Clean(key, ShownLength));
        }

        (string user, string password) = (GoJson.Text(entry, "username") ?? string.Empty, GoJson.Text(entry, "password") ?? string.Empty);
        string? identityToken = GoJson.Text(entry, "identitytoken");
        SecretVault.Protect(identityToken);
        if (GoJson.Text(entry, "auth") is { Length: > 0 } encoded)
        {
            SecretVault.Protect(encoded);
            string pair = Decode(encoded) ?? string.Empty;
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                // Because of one such entry, the kubelet uses nothing of the secret.
                throw new PullSecretException(PullSecretProblem.EntryBroken, UntrustedText.Clean(key, ShownLength));
            }

            (user, password) = (pair[..colon], pair[(colon + 1)..]);
        }

        SecretVault.ProtectLogin(user, password);
        return new(user, password, !string.IsNullOrEmpty(identityToken));
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new PullSecretException(PullSecretProblem.Unreadable, GoJson.PlaceOf(exception));
        }
    }

    private static string? Decode(string text)
    {
        string padded = text.Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal).TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[padded.Length];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
