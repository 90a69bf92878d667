using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AcrHealth.Text;

/// <summary>Extracts secrets from headers, forms, JSON and URLs, and registers them for masking.</summary>
internal static partial class SecretReader
{
    // The values of these parameters are not secret, and messages repeat them.
    private static readonly string[] PlainParameters =
        ["service", "scope", "api-version", "resource", "client_id", "object_id", "mi_res_id", "authorization_endpoint", "$filter"];

    // A body with tokens is much smaller.
    private const int LongestBody = 512 * 1024;

    private const int ShortestInLink = 16;
    private const string At = "%40";

    private static readonly string[] Words = ["token", "secret", "password", "assertion", "\"auth\"", "credential"];

    /// <summary>Protects the password in a URL.</summary>
    public static void ProtectUrl(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            ProtectProxy($"{url.UserInfo}@");
        }
    }

    /// <summary>
    /// Protects the password in the text of a proxy's URL, both as it is written and as it is parsed. Such a password may contain a slash, and
    /// an @ that was escaped by mistake terminates it, too.
    /// </summary>
    public static void ProtectProxy(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        foreach (int end in (int[])[url.LastIndexOf('@'), url.LastIndexOf(At, StringComparison.OrdinalIgnoreCase)])
        {
            if (end > start && url.AsSpan(start, end - start).IndexOf(':') is var colon and >= 0)
            {
                (string user, string password) = (url[start..(start + colon)], url[(start + colon + 1)..end]);
                SecretVault.ProtectLogin(user, password);
                SecretVault.ProtectLogin(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
            }
        }
    }

    /// <summary>Protects the value of a header that contains credentials.</summary>
    public static void ProtectHeader(string scheme, string? value, Action<string?> protect)
    {
        protect(value);
        if (scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            ProtectPair(value);
        }
    }

    /// <summary>Protects the secrets in a request to a registry, or to the host of its layers.</summary>
    public static void ProtectRequest(HttpRequestMessage request)
    {
        if (request.Headers.Authorization is { Parameter: { } value } authorization)
        {
            ProtectHeader(authorization.Scheme, value, SecretVault.ProtectExchanged);
        }

        if (request.Content is FormUrlEncodedContent form)
        {
            using var copy = new MemoryStream();
            form.CopyTo(copy, null, CancellationToken.None);
            ProtectForm(Encoding.UTF8.GetString(copy.GetBuffer(), 0, (int)copy.Length), SecretVault.ProtectExchanged);
        }

        ProtectOwnQuery(request.RequestUri?.Query, SecretVault.ProtectExchanged);
    }

    /// <summary>
    /// Protects the secrets in the query of a request that this program makes. The names of services, hosts and identities in it are not secret, and messages
    /// repeat them; links that a server returns are protected when they arrive.
    /// </summary>
    public static void ProtectOwnQuery(string? query, Action<string?> protect) =>
        ProtectLink("?" + string.Join('&', (query ?? string.Empty).TrimStart('?').Split('&').Where(field => !IsPlain(field))), protect);

    private static bool IsPlain(string field) => PlainParameters.Contains(Uri.UnescapeDataString(field.Split('=')[0]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Protects the secrets in a response of a registry, or of the host of its layers: tokens in its body, and the signature of a link.</summary>
    public static void ProtectAnswer(string body, string? location)
    {
        ProtectJson(body, SecretVault.ProtectExchanged);
        ProtectLink(location, SecretVault.ProtectExchanged);
    }

    /// <summary>Protects the secrets in the fields of a form.</summary>
    public static void ProtectForm(string form, Action<string?> protect)
    {
        foreach (string field in form.Length > LongestBody ? [] : form.Split('&'))
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && IsSecret(field[..equals]))
            {
                protect(WebUtility.UrlDecode(field[(equals + 1)..]));
            }
        }
    }

    /// <summary>Protects the secrets among the members of a JSON text, identified by their names.</summary>
    public static void ProtectJson(string body, Action<string?> protect)
    {
        if (body.Length > LongestBody || body.AsSpan().TrimStart() is not ['{', ..] || !Array.Exists(Words, word => body.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        // If it cannot be read here, nothing else reads a secret out of it either.
        TolerantJson.Read<object>(body, root =>
        {
            ProtectMembers(root, protect);
            return null;
        });
    }

    /// <summary>Protects the parts of a link that grant access: its signature, and any other value in its query that is long and not a date.</summary>
    public static void ProtectLink(string? link, Action<string?> protect)
    {
        if (link?.IndexOf('?', StringComparison.Ordinal) is not (>= 0 and var query))
        {
            return;
        }

        foreach (string parameter in link[(query + 1)..].Split('&'))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            string value = parameter[(equals + 1)..];
            string decoded = Uri.UnescapeDataString(value);
            if ((equals > 0 && IsSignature(parameter[..equals])) || (decoded.Length >= ShortestInLink && decoded.Any(char.IsLetter) && !DateTimeOffset.TryParse(decoded, out _)))
            {
                protect(value);
                protect(decoded);
            }
        }
    }

    /// <summary>Protects the keys in a connection string.</summary>
    public static void ProtectConnectionString(string text)
    {
        foreach (Match match in ConnectionKey().Matches(text))
        {
            SecretVault.Protect(match.Groups[1].Value);
        }
    }

    private static void ProtectMembers(JsonElement element, Action<string?> protect)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                ProtectMembers(item, protect);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                {
                    ProtectMembers(member.Value, protect);
                }
                else if (member.NameEquals("auth"))
                {
                    protect(member.Value.GetString());
                    ProtectPair(member.Value.GetString());
                }
                else if (IsSecret(member.Name))
                {
                    protect(member.Value.GetString());
                }
            }
        }
    }

    // Basic authentication's own encoding of a user name and a password.
    private static void ProtectPair(string? encoded)
    {
        byte[] bytes = new byte[encoded?.Length ?? 0];
        if (encoded is not null && Convert.TryFromBase64String(encoded, bytes, out int length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var pair && pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0)
        {
            SecretVault.ProtectLogin(pair[..colon], pair[(colon + 1)..].Trim('\0'));
        }
    }

    private static bool IsSecret(string name) => SecretName().IsMatch(name);

    private static bool IsSignature(string name) => SignatureName().IsMatch(name);

    // A token's type and its lifetime are not secret.
    [GeneratedRegex("(?:token|secret|password|passwd|assertion|credential|api_?key|access_?key)$|^(?:sig|code|client_info)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex("sig|token|secret|password|credential|state|key$|^code$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SignatureName();

    [GeneratedRegex("(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=([^;]{4,})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ConnectionKey();
}
