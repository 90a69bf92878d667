namespace AcrHealth.Targets;

/// <summary>Validates the caller's text for a virtual network: its name, or its resource id.</summary>
internal static class VirtualNetworkName
{
    private const int MaximumLength = 64;

    public static bool IsValid(string text) => text.StartsWith('/')
        ? ResourceId.Parse(text.TrimEnd('/')) is { } id && id.IsType(ResourceId.VirtualNetworkType)
        : text.Length <= MaximumLength && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
