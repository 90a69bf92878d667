using System.Net.NetworkInformation;

namespace AcrHealth.Network.Dns;

/// <summary>The domains that the resolver of this machine appends to names that do not exist.</summary>
internal static class SearchDomains
{
    public const string ConfigurationFile = "/etc/resolv.conf";

    private const int MaximumDomains = 6;

    /// <summary>The place where the domains are configured, as messages name it.</summary>
    public static string Place => OperatingSystem.IsWindows() ? "Set-DnsClientGlobalSetting -SuffixSearchList" : ConfigurationFile;

    /// <summary>The domains of this machine, in the order in which they are tried.</summary>
    public static IReadOnlyList<string> Current()
    {
        try
        {
            return OperatingSystem.IsWindows() ? OfInterfaces() : Read(File.ReadLines(ConfigurationFile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NetworkInformationException)
        {
            return [];
        }
    }

    /// <summary>The domains of a resolver's configuration: the last of its lines "search" or "domain" counts.</summary>
    public static IReadOnlyList<string> Read(IEnumerable<string> lines)
    {
        string[] found = [];
        foreach (string line in lines)
        {
            string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["search" or "domain", ..])
            {
                found = [.. words.Skip(1).Select(domain => domain.Trim('.')).Where(domain => domain.Length > 0).Take(MaximumDomains)];
            }
        }

        return found;
    }

    private static string[] OfInterfaces() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(candidate => candidate.OperationalStatus == OperationalStatus.Up)
            .Select(candidate => candidate.GetIPProperties().DnsSuffix)
            .Append(IPGlobalProperties.GetIPGlobalProperties().DomainName)
            .Where(domain => domain.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaximumDomains),
    ];
}
