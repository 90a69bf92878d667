using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Registry;

/// <summary>The first error of a registry's error body, as the distribution specification shapes it, or of an OAuth error.</summary>
internal sealed record RegistryError(string Code, string Message)
{
    /// <summary>The error; null if the body holds none.</summary>
    public static RegistryError? Parse(string body) => body.AsSpan().TrimStart() is ['{', ..] ? TolerantJson.Read(body, Read) : null;

    public override string ToString() => Message.Length == 0 ? Code : Code.Length == 0 ? Message : $"{Code}: {Message}";

    private static RegistryError? Read(JsonElement root) =>
        TolerantJson.Member(root, "errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0
            ? From(errors[0], "code", "message")
            : From(root, "error", "error_description");

    private static RegistryError? From(JsonElement element, string code, string message)
    {
        var error = new RegistryError(UntrustedText.Clean(TolerantJson.Text(element, code), 100), UntrustedText.Clean(TolerantJson.Text(element, message)));
        return error.Code.Length + error.Message.Length == 0 ? null : error;
    }
}
