namespace AcrHealth.Details;

/// <summary>The proxy to a registry, and the variable that sets it. Never contains credentials.</summary>
public sealed class ProxyDetail
{
    /// <summary>The proxy that is used; null if the connection is direct.</summary>
    public string? Proxy { get; init; }

    /// <summary>The variable that names the proxy; null if it is the system's.</summary>
    public string? SetBy { get; init; }

    /// <summary>The proxy that an exception bypasses for the registry; null if there is no exception.</summary>
    public string? ExceptedFrom { get; init; }

    /// <summary>The variable that contains the exception; null if none does.</summary>
    public string? ExceptedBy { get; init; }

    /// <summary>The entry of that variable that matches the registry, cut to 100 characters; null if none does.</summary>
    public string? ExceptedAs { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Proxy ?? $"{ExceptedBy}: {ExceptedAs}";
}
