namespace AcrHealth.Integration.Tests.Names;

/// <summary>The settings of the operating system for names.</summary>
internal sealed record NameSettings
{
    /// <summary>The DNS server's address.</summary>
    public required string Server { get; init; }

    /// <summary>Localhost's address in the hosts file.</summary>
    public string Localhost { get; init; } = "127.0.0.1";

    /// <summary>Lines of the hosts file, besides localhost's.</summary>
    public string Hosts { get; init; } = string.Empty;

    /// <summary>The sources in which glibc looks hosts up.</summary>
    public string Sources { get; init; } = "files dns";
}
