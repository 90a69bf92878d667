namespace AcrHealth.Text;

/// <summary>The names that are this machine's by agreement (RFC 6761), whatever a DNS server would say.</summary>
internal static class LoopbackName
{
    private const string Name = "localhost";

    /// <summary>Whether a host is localhost, or below it.</summary>
    public static bool Is(string host) =>
        host.Equals(Name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Name, StringComparison.OrdinalIgnoreCase);
}
