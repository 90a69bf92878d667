using System.Net;
using AcrHealth.Text;

namespace AcrHealth.Network.Dns;

/// <summary>Reads the operating system's hosts file, which takes precedence over DNS.</summary>
/// <param name="Path">The file.</param>
internal sealed record HostsFile(string Path)
{
    private const long MaximumSize = 16 * 1024 * 1024;

    /// <summary>The file of this machine.</summary>
    public static HostsFile System { get; } = new(OperatingSystem.IsWindows()
        ? global::System.IO.Path.Combine(Environment.SystemDirectory, "drivers", "etc", "hosts")
        : "/etc/hosts");

    /// <summary>The addresses that the file has for a name; empty if it has none or cannot be read.</summary>
    public IReadOnlyList<IPAddress> AddressesOf(string host)
    {
        try
        {
            return new FileInfo(Path) is { Exists: true, Length: <= MaximumSize } ? [.. File.ReadLines(Path).SelectMany(line => Read(line, host))] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether one of a host's addresses comes from the file.</summary>
    public bool IsSourceOf(string host, IReadOnlyList<IPAddress> addresses) =>
        !LoopbackName.Is(host) && addresses.Count > 0 && AddressesOf(host).Any(addresses.Contains);

    private static IEnumerable<IPAddress> Read(string line, string host)
    {
        string[] words = line.Split('#', 2)[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words.Skip(1).Contains(host, StringComparer.OrdinalIgnoreCase) && IPAddress.TryParse(words[0], out IPAddress? address)
            ? [address]
            : [];
    }
}
