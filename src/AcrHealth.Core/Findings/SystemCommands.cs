using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AcrHealth.Programs;

namespace AcrHealth.Findings;

/// <summary>Composes the commands that change this machine (certificates, clock, interfaces) for its operating system and distribution.</summary>
internal static class SystemCommands
{
    private const string SmallMtu = "1400";

    public static CommandLine SetClock => new(
        OperatingSystem.IsWindows() ? "Start-Service w32time; w32tm /resync /rediscover"
        : OperatingSystem.IsMacOS() ? "sudo systemsetup -setusingnetworktime on; sudo sntp -sS time.apple.com"
        : IsWsl ? "sudo hwclock --hctosys"
        : "sudo timedatectl set-ntp true");

    public static CommandLine FlushNames => new(
        OperatingSystem.IsWindows() ? "Clear-DnsClientCache"
        : OperatingSystem.IsMacOS() ? "sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder"
        : "sudo resolvectl flush-caches");

    public static CommandLine ShowRoutes => new(
        OperatingSystem.IsWindows() ? "Get-NetRoute" : OperatingSystem.IsMacOS() ? "netstat -rn" : "ip route");

    /// <summary>Trusts a certificate authority on this machine.</summary>
    public static CommandLine TrustAuthority => new(
        OperatingSystem.IsWindows() ? @"Import-Certificate -FilePath <ca.crt> -CertStoreLocation Cert:\LocalMachine\Root"
        : OperatingSystem.IsMacOS() ? "sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain <ca.crt>"
        : IsRedHat ? "sudo cp <ca.crt> /etc/pki/ca-trust/source/anchors/; sudo update-ca-trust"
        : IsSuse ? "sudo cp <ca.crt> /etc/pki/trust/anchors/; sudo update-ca-certificates"
        : "sudo cp <ca.crt> /usr/local/share/ca-certificates/; sudo update-ca-certificates");

    /// <summary>Installs the public certificate authorities.</summary>
    public static CommandLine InstallAuthorities => new(
        OperatingSystem.IsWindows() ? @"certutil -generateSSTFromWU roots.sst; Import-Certificate -FilePath roots.sst -CertStoreLocation Cert:\LocalMachine\Root"
        : OperatingSystem.IsMacOS() ? "sudo softwareupdate --install --all"
        : HasFile("/sbin/apk", "/usr/sbin/apk") ? "apk add ca-certificates"
        : IsRedHat ? $"sudo {(HasFile("/usr/bin/tdnf") ? "tdnf" : HasFile("/usr/bin/microdnf") ? "microdnf" : HasFile("/usr/bin/dnf") ? "dnf" : "yum")} install -y ca-certificates"
        : IsSuse ? "sudo zypper install ca-certificates-mozilla"
        : "sudo apt-get update; sudo apt-get install --yes ca-certificates");

    /// <summary>Lowers the packet size of the interface that leads to an address.</summary>
    /// <param name="remote">The address; null for the interface of the default route.</param>
    public static CommandLine LowerMtu(IPAddress? remote)
    {
        string name = InterfaceTo(remote) is { } found && found.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ') ? found : "<interface>";
        return new(
            OperatingSystem.IsWindows() ? $"netsh interface ipv4 set subinterface \"{name}\" mtu={SmallMtu} store=active"
            : OperatingSystem.IsMacOS() ? $"sudo ifconfig {name} mtu {SmallMtu}"
            : $"sudo ip link set dev {name} mtu {SmallMtu}");
    }

    /// <summary>Makes this machine prefer an address family.</summary>
    public static CommandLine Prefer(AddressFamily family) => new(family == AddressFamily.InterNetwork
        ? OperatingSystem.IsWindows() ? "netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 46 4"
            : OperatingSystem.IsMacOS() ? "networksetup -setv6LinkLocal <network-service>"
            : "echo 'precedence ::ffff:0:0/96 100' | sudo tee -a /etc/gai.conf"
        : OperatingSystem.IsWindows() ? "netsh interface ipv6 set prefixpolicy ::/0 46 4"
            : OperatingSystem.IsMacOS() ? "networksetup -setv6automatic <network-service>"
            : "echo 'precedence ::/0 100' | sudo tee -a /etc/gai.conf");

    private static bool IsWsl => Environment.GetEnvironmentVariable("WSL_DISTRO_NAME") is { Length: > 0 };

    private static bool IsRedHat => HasFile("/usr/bin/update-ca-trust", "/usr/sbin/update-ca-trust", "/etc/redhat-release", "/usr/bin/tdnf");

    private static bool IsSuse => HasFile("/usr/bin/zypper");

    private static bool HasFile(params string[] paths) => Array.Exists(paths, File.Exists);

    private static string? InterfaceTo(IPAddress? remote)
    {
        try
        {
            // Connecting a datagram socket sends nothing; it makes the system choose the route. 192.0.2.1 is reserved for documentation (RFC 5737).
            IPAddress address = remote ?? new IPAddress([192, 0, 2, 1]);
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(address, 443);
            IPAddress local = ((IPEndPoint)socket.LocalEndPoint!).Address;
            return IPAddress.IsLoopback(local)
                ? null
                : NetworkInterface.GetAllNetworkInterfaces()
                    .FirstOrDefault(candidate => candidate.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(local)))?.Name;
        }
        catch (Exception exception) when (exception is SocketException or NetworkInformationException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
