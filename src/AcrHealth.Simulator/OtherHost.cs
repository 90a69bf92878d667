namespace AcrHealth.Simulator;

/// <summary>A host that a registry's fault sends clients to. It takes whatever it is given, and no secret ought to be.</summary>
public sealed class OtherHost
{
    internal OtherHost(string scheme, string authority)
    {
        Scheme = scheme;
        Authority = authority;
    }

    /// <summary><c>https</c> or <c>http</c>.</summary>
    public string Scheme { get; }

    /// <summary>Address and port; the address is a literal, so that the host has another name than the registry's.</summary>
    public string Authority { get; }

    /// <summary>The traffic that it has seen.</summary>
    public Traffic Traffic { get; } = new();
}
