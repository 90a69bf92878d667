using System.Globalization;
using AcrHealth.Text;

namespace AcrHealth.Targets;

/// <summary>A registry to be checked.</summary>
internal sealed class RegistryTarget
{
    public const int DefaultPort = 443;

    /// <summary>What the caller wrote.</summary>
    public required string Input { get; init; }

    /// <summary>The registry's name without suffix; null where only a login server was given that is not Azure's.</summary>
    public string? Name { get; init; }

    /// <summary>The name by which Azure knows the registry: without the hash that a domain name label puts behind it in the login server.</summary>
    public string? ResourceName => Name?.Split('-')[0];

    /// <summary>The login server's host, in lower case and as DNS takes it; null when no suffix is known for the name.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = DefaultPort;

    /// <summary>The region of a login server that belongs to one region; null for the one of all regions.</summary>
    public string? Region { get; init; }

    /// <summary>The login server of all regions, if this one is that of a single region; null otherwise.</summary>
    public string? LoginServerOfAllRegions => Region is null || Cloud is null ? null : Name + Cloud.RegistrySuffix;

    /// <summary>The cloud that the login server's suffix tells; null for other hosts.</summary>
    public AzureCloud? Cloud { get; init; }

    /// <summary>The Azure Resource Manager id, where one was given.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The image whose pull is checked, if it came with the registry; null for the one of the run's options.</summary>
    public ImageReference? Image { get; private set; }

    /// <summary>Whether no registry of Azure's can have the name: at most one hyphen, before the hash of a domain name label, is in one.</summary>
    public bool HasImpossibleName => Cloud is not null && Name?.Count(c => c == '-') > 1;

    /// <summary>
    /// The login server with its port where that is not 443, or the name where no login server is known: what gives the same registry when
    /// it is read again. A host of a single word is told with its port, or it would pass for a registry's name.
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

    /// <summary>The same registry with an image of its own.</summary>
    public RegistryTarget WithImage(ImageReference? image)
    {
        var copy = (RegistryTarget)MemberwiseClone();
        copy.Image = image;
        return copy;
    }

    public Uri Url(string path) => new($"{Uri.UriSchemeHttps}{Uri.SchemeDelimiter}{Authority}{path}");

    /// <summary>Whether a URL has the login server's own scheme, host and port: the only place that may see a token.</summary>
    public bool IsSameOrigin(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.Port == Port && url.UserInfo.Length == 0 && string.Equals(UrlHost.Of(url), Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsWord(string host) => host != "localhost" && host.AsSpan().IndexOfAny('.', ':') < 0;
}
