namespace AcrHealth.Targets;

/// <summary>The id of a resource in a resource group.</summary>
/// <param name="Text">The id, beginning with a slash.</param>
/// <param name="Subscription">The subscription's id.</param>
/// <param name="Group">The resource group's name.</param>
/// <param name="Type">Its type with the provider's namespace, as the id spells it.</param>
/// <param name="Name">Its name.</param>
internal sealed record ResourceId(string Text, string Subscription, string Group, string Type, string Name)
{
    public const string VirtualNetworkType = "Microsoft.Network/virtualNetworks";

    private const int MaximumLength = 1000;

    /// <summary>Reads /subscriptions/…/resourceGroups/…/providers/namespace/type/name; null for anything else.</summary>
    public static ResourceId? Parse(string? text)
    {
        if (text is null || text.Length > MaximumLength || !text.StartsWith('/'))
        {
            return null;
        }

        string[] parts = text.Split('/');
        return parts is ["", var subscriptions, var subscription, var groups, var group, var providers, var provider, var type, var name]
            && Is(subscriptions, "subscriptions") && Is(groups, "resourceGroups") && Is(providers, "providers")
            && Array.TrueForAll([subscription, group, provider, type, name], IsSegment)
            ? new(text, subscription, group, $"{provider}/{type}", name)
            : null;
    }

    public bool IsType(string type) => Is(Type, type);

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    // The part becomes a segment of a URL's path, and must not change which path that is.
    private static bool IsSegment(string part) =>
        part.Length > 0 && part is not ("." or "..") && !part.AsSpan().ContainsAny("?#%\\") && !part.Any(char.IsControl);
}
