namespace AcrHealth.Text;

/// <summary>Recognizes the names that always mean this machine (RFC 6761), whatever a DNS server returns.</summary>
internal static class LoopbackName
{
    private const string Name = "localhost";

    /// <summary>Returns whether a host is localhost or a subdomain of it.</summary>
    public static bool Is(string host) =>
        host.Equals(Name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Name, StringComparison.OrdinalIgnoreCase);
}
