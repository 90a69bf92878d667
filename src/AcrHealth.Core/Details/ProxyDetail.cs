namespace AcrHealth.Details;

/// <summary>The proxy on the way to a registry, and where it is set. Never with credentials.</summary>
public sealed class ProxyDetail
{
    /// <summary>The proxy that is used; null where the registry is reached directly.</summary>
    public string? Proxy { get; init; }

    /// <summary>The variable that names the proxy; null where it is the system's.</summary>
    public string? SetBy { get; init; }

    /// <summary>The proxy from which the registry is excepted; null where it is not.</summary>
    public string? ExceptedFrom { get; init; }

    /// <summary>The variable that excepts it; null where none does.</summary>
    public string? ExceptedBy { get; init; }

    /// <summary>The entry of that variable which is about the registry, at most 100 characters of it; null where none is.</summary>
    public string? ExceptedAs { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Proxy ?? $"{ExceptedBy}: {ExceptedAs}";
}
