using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>Composes the commands and settings that start, restart and configure an engine on this machine, by the address that the client uses for it.</summary>
internal static class EngineService
{
    /// <summary>The variable that sends docker to another engine.</summary>
    public const string HostVariable = "DOCKER_HOST";

    private const string DockerDesktop = "docker-desktop";

    // Part of a socket's path, or of the name of the engine's host, and the commands of the product that brings it in a virtual machine.
    private static readonly (string[] Marks, string Start, string Restart)[] Products =
    [
        (["/.colima/", "colima"], "colima start", "colima restart"),
        (["/.orbstack/", "orbstack"], "orb start", "orb restart docker"),
        (["/.rd/", "rancher-desktop"], "rdctl start", "rdctl shutdown && rdctl start"),
        (["/.lima/", "lima-"], "limactl start docker", "limactl stop docker && limactl start docker"),
        (["/.docker/desktop/"], "systemctl --user start docker-desktop", "systemctl --user restart docker-desktop"),
        ([DockerDesktop, "/.docker/run/", "dockerDesktop"], "docker desktop start", "docker desktop restart"),
    ];

    /// <summary>The command that starts the engine.</summary>
    /// <param name="client">The client.</param>
    /// <param name="where">The evidence of the engine's location: the client's output, which may name the socket, or the name of the engine's host.</param>
    public static CommandLine Start(ContainerClient client, string where) => PackageManager.Line(Choose(client, where, "start", product => product.Start))!;

    /// <summary>The command that restarts the engine, which also gives a virtual machine's clock the right time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="where">The evidence of the engine's location: the client's output, which may name the socket, or the name of the engine's host.</param>
    public static CommandLine Restart(ContainerClient client, string where) => PackageManager.Line(Choose(client, where, "restart", product => product.Restart))!;

    /// <summary>The command that lists the engines that the client knows, with the one that it uses; null if it knows only one.</summary>
    public static CommandLine? List(ContainerClient client) => client.IsContainerd
        ? null
        : new($"{RemedyCommands.Word(client.Command, "client")} {(client.IsPodman ? "system connection list" : "context ls")}");

    /// <summary>The system's service of the engine.</summary>
    public static string Service(ContainerClient client) => client.IsContainerd ? "containerd" : "docker";

    /// <summary>Measures a directory of images: docker and Podman know what takes the space there.</summary>
    public static CommandLine Usage(ContainerClient client, string directory) => client.IsContainerd
        ? PackageManager.Line($"sudo du --summarize --human-readable {RemedyCommands.Path(directory, "folder")}")!
        : new($"{RemedyCommands.Word(client.Command, "client")} system df");

    /// <summary>The place where the engine is configured; null if registries and storage are not set there.</summary>
    public static string? Settings(ContainerClient client) => client switch
    {
        { IsContainerd: true } => null,
        { IsPodman: true } => "/etc/containers/registries.conf",
        { IsSnap: true } => "/var/snap/docker/current/config/daemon.json",
        _ when !OperatingSystem.IsLinux() => "Docker Desktop > Settings > Docker Engine",
        _ => "/etc/docker/daemon.json",
    };

    /// <summary>The place where the engine's proxy is set; Podman and containerd's clients use the session's variables, and ctr since 2.0 those of containerd.</summary>
    public static string ProxySettings(ContainerClient client) => client switch
    {
        { IsPodman: true } or { IsNerdctl: true } => "HTTPS_PROXY",
        { IsCtr: true } => "HTTPS_PROXY (containerd 2: `systemctl edit containerd`)",
        _ when !OperatingSystem.IsLinux() => "Docker Desktop > Settings > Resources > Proxies",
        _ => "/etc/docker/daemon.json (proxies)",
    };

    /// <summary>The place where the DNS servers of the engine's machine are set.</summary>
    public static string DnsSettings =>
        OperatingSystem.IsWindows() ? "Settings > Network & internet" : OperatingSystem.IsMacOS() ? "System Settings > Network > DNS" : "/etc/resolv.conf";

    /// <summary>The command or setting that gives the engine's virtual machine a larger disk; null if it has none, as far as is known.</summary>
    public static string? DiskSetting(ContainerClient client) =>
        OperatingSystem.IsLinux() ? null : client.IsPodman ? "`podman machine set --disk-size 100`" : "Docker Desktop > Settings > Resources > Advanced";

    /// <summary>The file in which the engine looks for the certificate of a registry's authority.</summary>
    /// <param name="client">The client.</param>
    /// <param name="host">The registry's host, with its port if the image name has one.</param>
    public static string AuthorityFile(ContainerClient client, string host) => client switch
    {
        { IsPodman: true } => $"/etc/containers/certs.d/{host}/ca.crt",
        { IsContainerd: true } => $"{HostDirectory(client, host)}/ca.crt",
        _ when OperatingSystem.IsLinux() => $"/etc/docker/certs.d/{host}/ca.crt",
        _ => $"~/.docker/certs.d/{(OperatingSystem.IsWindows() ? host.Replace(":", string.Empty, StringComparison.Ordinal) : host)}/ca.crt",
    };

    /// <summary>The directory of containerd's settings for a registry; rootless nerdctl has its own.</summary>
    public static string HostDirectory(ContainerClient client, string host) =>
        $"{(client.IsNerdctl && !UnixAccounts.IsRoot ? "~/.config/containerd/certs.d" : ClientArguments.HostsDirectory)}/{host}";

    /// <summary>Switches Docker Desktop on Windows to Linux containers.</summary>
    public static CommandLine SwitchToLinux { get; } = new("& \"$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchLinuxEngine");

    /// <summary>Sets the clock of this machine and keeps it synchronized.</summary>
    public static CommandLine SetClock =>
        OperatingSystem.IsWindows() ? new("w32tm /resync")
        : OperatingSystem.IsMacOS() ? new("sudo sntp -sS time.apple.com")
        : PackageManager.Line(ProgramPath.Find("chronyc").Path is not null ? "sudo chronyc makestep" : "sudo timedatectl set-ntp true")!;

    private static string Choose(ContainerClient client, string where, string verb, Func<(string[] Marks, string Start, string Restart), string> command)
    {
        if (client.IsPodman)
        {
            return !OperatingSystem.IsLinux() ? verb == "start" ? "podman machine start" : "podman machine stop && podman machine start"
                : where.Contains("/run/podman/", StringComparison.Ordinal) ? $"sudo systemctl {verb} podman.socket"
                : $"systemctl --user {verb} podman.socket";
        }

        foreach ((string[] Marks, string Start, string Restart) product in Products)
        {
            if (Array.Exists(product.Marks, mark => where.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            {
                return command(product);
            }
        }

        return client.Command.EndsWith("docker.exe", StringComparison.OrdinalIgnoreCase) && OperatingSystem.IsLinux() ? $"docker.exe desktop {verb}"
            : OperatingSystem.IsLinux() ? Linux(client, where, verb)
            : OperatingSystem.IsMacOS() && verb == "start" ? "open -a Docker"
            : $"docker desktop {verb}";
    }

    private static string Linux(ContainerClient client, string where, string verb) =>
        client.IsContainerd ? where.Contains("rootless", StringComparison.Ordinal) ? $"systemctl --user {verb} containerd" : StartedBySystem(Service(client), verb)
        : client.IsSnap ? $"sudo snap {verb} docker"
        : where.Contains("/run/user/", StringComparison.Ordinal) ? where.Contains("podman", StringComparison.Ordinal) ? $"systemctl --user {verb} podman.socket" : $"systemctl --user {verb} docker"
        : where.Contains("/run/podman/", StringComparison.Ordinal) ? $"sudo systemctl {verb} podman.socket"
        : StartedBySystem(Service(client), verb);

    private static string StartedBySystem(string service, string verb) =>
        ProgramPath.Find("rc-service").Path is not null ? $"sudo rc-service {service} {verb}"
        : HostSystem.HasSystemd || ProgramPath.Find("service").Path is null ? $"sudo systemctl {verb} {service}"
        : $"sudo service {service} {verb}";
}
