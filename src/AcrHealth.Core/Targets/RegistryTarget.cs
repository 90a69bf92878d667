using System.Globalization;
using AcrHealth.Text;

namespace AcrHealth.Targets;

/// <summary>A registry to be checked.</summary>
internal sealed class RegistryTarget
{
    public const int DefaultPort = 443;

    /// <summary>The caller's text.</summary>
    public required string Input { get; init; }

    /// <summary>The registry's name without suffix; null if only a login server outside of Azure was given.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the registry's Azure resource, without the hash that a domain name label appends in the login server.</summary>
    public string? ResourceName => Name?.Split('-')[0];

    /// <summary>The login server's host, in lower case and in DNS form; null if no suffix is known for the name.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = DefaultPort;

    /// <summary>The region of a regional login server; null for the login server of all regions.</summary>
    public string? Region { get; init; }

    /// <summary>The login server of all regions, if this one is that of a single region; null otherwise.</summary>
    public string? LoginServerOfAllRegions => Region is null || Cloud is null ? null : Name + Cloud.RegistrySuffix;

    /// <summary>The cloud of the login server's suffix; null for other hosts.</summary>
    public AzureCloud? Cloud { get; init; }

    /// <summary>The Azure Resource Manager id, if one was given.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The image whose pull is checked, if it was given with the registry; null for the one of the run's options.</summary>
    public ImageReference? Image { get; private set; }

    /// <summary>Whether no Azure registry can have the name: a name has at most one hyphen, before the hash of a domain name label.</summary>
    public bool HasImpossibleName => Cloud is not null && Name?.Count(c => c == '-') > 1;

    /// <summary>
    /// The login server, with its port if that is not 443, or the name if no login server is known. Parsing it gives the same registry again.
    /// A host of a single word always has its port, or it would be parsed as a registry's name.
    /// </summary>
    public string DisplayName => Host is null ? Name! : IsWord(Host) ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}") : Authority;

    /// <summary>The authority part of the registry's URLs.</summary>
    public string Authority
    {
        get
        {
            string host = Host!.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            return Port == DefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{Port}");
        }
    }

    /// <summary>Returns the same registry with its own image.</summary>
    public RegistryTarget WithImage(ImageReference? image)
    {
        var copy = (RegistryTarget)MemberwiseClone();
        copy.Image = image;
        return copy;
    }

    public Uri Url(string path) => new($"{Uri.UriSchemeHttps}{Uri.SchemeDelimiter}{Authority}{path}");

    /// <summary>Returns whether a URL has the login server's own scheme, host and port: only there may a token be sent.</summary>
    public bool IsSameOrigin(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.Port == Port && url.UserInfo.Length == 0 && string.Equals(UrlHost.Of(url), Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsWord(string host) => host != "localhost" && host.AsSpan().IndexOfAny('.', ':') < 0;
}
