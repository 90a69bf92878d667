using System.Globalization;
using System.Net;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Targets;

/// <summary>Parses the caller's text for a registry: a name, a login server or an Azure Resource Manager id.</summary>
internal static class RegistryParser
{
    private const int MinimumNameLength = 5;
    private const int MaximumNameLength = 50;
    private const int MaximumHostLength = 253;
    private const int MaximumLabelLength = 63;
    private const int MaximumInputLength = 2048;
    // <registry>.<region>.geo.azurecr.io is the login server of one region.
    private const string RegionalLabel = "geo";

    private const string ResourceType = "/providers/Microsoft.ContainerRegistry/registries/";

    private static readonly IdnMapping Idn = new();

    /// <exception cref="FormatException">The text is not a registry; the message says why, and what to write.</exception>
    public static RegistryTarget Parse(string input, CloudChoice cloud)
    {
        string text = input.Trim();
        if (text.Length == 0)
        {
            throw Problem(Strings.RegistryEmpty);
        }

        if (text.Length > MaximumInputLength)
        {
            throw Problem(Strings.RegistryTooLong, UntrustedText.Clean(text, 40));
        }

        if (text.Contains(ResourceType, StringComparison.OrdinalIgnoreCase) || text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase))
        {
            return FromResourceId(input, text, cloud);
        }

        string bare = WithoutDecoration(text);
        return IsShortName(bare) ? FromName(input, bare, cloud, null) : FromLoginServer(input, bare, text);
    }

    /// <summary>Parses a text that need not be a registry; null if it is none.</summary>
    public static RegistryTarget? TryParse(string input, CloudChoice cloud)
    {
        try
        {
            return Parse(input, cloud);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static RegistryTarget FromResourceId(string input, string text, CloudChoice cloud)
    {
        string[] parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [_, _, _, _, _, _, _, var name, ..]
            || !Is(0, "subscriptions") || !Is(2, "resourceGroups") || !Is(4, "providers")
            || !Is(5, "Microsoft.ContainerRegistry") || !Is(6, "registries"))
        {
            throw Problem(Strings.RegistryResourceId, UntrustedText.Clean(text, 200));
        }

        return FromName(input, name, cloud, "/" + string.Join('/', parts[..8]));

        bool Is(int index, string word) => parts[index].Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private static RegistryTarget FromName(string input, string text, CloudChoice cloud, string? resourceId)
    {
        string name = text.ToLowerInvariant();
        CheckName(name, input);
        AzureCloud? home = cloud.ForShortNames;
        return new()
        {
            Input = input,
            Name = name,
            Host = home is null ? null : name + home.RegistrySuffix,
            Cloud = home,
            ResourceId = resourceId,
        };
    }

    private static RegistryTarget FromLoginServer(string input, string bare, string text)
    {
        (string host, int port) = SplitPort(bare, text);
        if (!IPAddress.TryParse(host, out IPAddress? address))
        {
            // Digits of other scripts become ASCII digits, so the host may now be an address, as it is to Uri.
            host = ToDnsName(host, text);
            _ = IPAddress.TryParse(host, out address);
        }

        if (address is not null)
        {
            return new() { Input = input, Host = address.ToString(), Port = port };
        }

        AzureCloud? cloud = AzureCloud.ByLoginServer(host);
        if (cloud is null)
        {
            return new() { Input = input, Host = host, Port = port };
        }

        string[] labels = host[..^cloud.RegistrySuffix.Length].Split('.');
        string? region = labels is [_, var named, RegionalLabel] ? named : null;
        if (labels.Length > 1 && region is null)
        {
            throw Problem(Strings.RegistryOtherEndpoint, host, labels[0] + cloud.RegistrySuffix);
        }

        CheckName(labels[0], text);
        return new() { Input = input, Name = labels[0], Host = host, Port = port, Cloud = cloud, Region = region };
    }

    /// <summary>Removes https:// at the start, and slashes and the root's dot at the end.</summary>
    private static string WithoutDecoration(string text)
    {
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            if (!text.AsSpan(0, scheme).Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
            {
                throw Problem(Strings.RegistryScheme, UntrustedText.Clean(text, 200));
            }

            text = text[(scheme + 3)..];
        }

        text = text.TrimEnd('/');
        if (text.IndexOfAny(['/', '?', '#', '@']) is var end and >= 0)
        {
            throw Problem(Strings.RegistryPath, UntrustedText.Clean(text, 200), UntrustedText.Clean(text[..end], 200));
        }

        return text.TrimEnd('.');
    }

    private static (string Host, int Port) SplitPort(string bare, string text)
    {
        if (bare.StartsWith('['))
        {
            int end = bare.IndexOf(']', StringComparison.Ordinal);
            string rest = end < 0 ? throw Problem(Strings.RegistryHost, UntrustedText.Clean(text, 200)) : bare[(end + 1)..];
            return (bare[1..end], rest.Length == 0 ? RegistryTarget.DefaultPort : PortOf(rest.TrimStart(':'), text));
        }

        int colon = bare.LastIndexOf(':');
        return colon < 0 || bare.IndexOf(':', StringComparison.Ordinal) != colon
            ? (bare, RegistryTarget.DefaultPort)
            : (bare[..colon].TrimEnd('.'), PortOf(bare[(colon + 1)..], text));
    }

    private static int PortOf(string digits, string text) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw Problem(Strings.RegistryPort, UntrustedText.Clean(text, 200));

    private static string ToDnsName(string host, string text)
    {
        string ascii;
        try
        {
            ascii = Idn.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            throw Problem(Strings.RegistryHost, UntrustedText.Clean(text, 200));
        }

        string[] labels = ascii.Split('.');
        if (ascii.Length > MaximumHostLength || Array.Exists(labels, label => label.Length is 0 or > MaximumLabelLength || !label.All(IsHostCharacter))
            || !Uri.TryCreate($"https://{ascii}/", UriKind.Absolute, out _))
        {
            throw Problem(Strings.RegistryHost, UntrustedText.Clean(text, 200));
        }

        return ascii;
    }

    private static bool IsHostCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    // Only localhost is a host without a dot; any other single word is a registry's name.
    private static bool IsShortName(string bare) =>
        !bare.Contains('.', StringComparison.Ordinal) && !bare.Contains(':', StringComparison.Ordinal)
        && !bare.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Validates a registry's name, or the first label of a login server, to which a domain name label adds a hyphen and a hash. More hyphens
    /// than that are accepted: DNS then reports that there is no such registry, and <see cref="RegistryTarget"/> why.
    /// </summary>
    private static void CheckName(string label, string input)
    {
        // Hyphens as the third and fourth character are reserved for encoded names (RFC 5891, section 4.2.3.1), which no registry has.
        bool reserved = label.Length > 3 && label.AsSpan(2, 2).SequenceEqual("--");
        if (reserved || !label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || label.StartsWith('-') || label.EndsWith('-'))
        {
            throw Problem(Strings.RegistryNameCharacters, UntrustedText.Clean(input, 200));
        }

        int maximum = label.Contains('-', StringComparison.Ordinal) ? MaximumLabelLength : MaximumNameLength;
        if (label.Length < MinimumNameLength || label.Length > maximum)
        {
            throw Problem(Strings.RegistryNameLength, UntrustedText.Clean(input, 200), MinimumNameLength, maximum, label.Length);
        }
    }

    private static FormatException Problem(string format, params object[] arguments) =>
        new(MessageFormat.Format(format, arguments));
}
