namespace AcrHealth.Programs;

/// <summary>The commands of this machine's package manager that install and update the tools that the checks need.</summary>
internal sealed record PackageManager
{
    private const string Homebrew = "brew";
    private const string Snap = "snap";

    // Debian's own package and Docker's are different ones; only one of them is installed.
    private const string DockersPackageOnDebian = "/var/lib/dpkg/info/docker-ce-cli.list";

    // Ordered by priority: a system may have more than one of these programs.
    private static readonly PackageManager[] Known =
    [
        new()
        {
            Program = "winget",
            InstallDocker = "winget install --exact --id Docker.DockerDesktop",
            UpdateDocker = "winget upgrade --exact --id Docker.DockerDesktop",
            InstallHelm = "winget install --exact --id Helm.Helm",
            UpdateHelm = "winget upgrade --exact --id Helm.Helm",
        },
        new()
        {
            Program = Homebrew,
            InstallDocker = "brew install --cask docker-desktop",
            UpdateDocker = "brew upgrade --cask docker-desktop",
            InstallHelm = "brew install helm",
            UpdateHelm = "brew upgrade helm",
        },
        OfLinux("apt-get", "install", "install --only-upgrade", docker: "docker.io", client: "docker.io", hasHelm: false),
        OfLinux("tdnf", "install", "update", docker: "moby-engine moby-cli", client: "moby-cli", hasPodman: false),

        // On systems with dnf, no repository has docker itself; this package provides Podman under docker's name.
        OfLinux("dnf", "install", "upgrade", docker: "podman-docker", client: "docker-ce-cli"),
        OfLinux("zypper", "install", "update"),
        OfLinux("apk", "add", "add --upgrade", client: "docker-cli"),
        OfLinux("pacman", "-S", "-Syu"),
    ];

    public required string Program { get; init; }

    private string? InstallDocker { get; init; }

    private string? UpdateDocker { get; init; }

    private string? InstallPodman { get; init; }

    private string? InstallHelm { get; init; }

    private string? UpdateHelm { get; init; }

    /// <summary>Installs docker, or its replacement on this system; null if no package manager is known here.</summary>
    public static CommandLine? ToInstallDocker => Line(Current?.InstallDocker);

    /// <summary>Installs a client again, or docker if it has no package of its own; null if no package manager is known here that has it.</summary>
    public static CommandLine? ToReinstall(ContainerClient client) =>
        client.IsContainerd ? client.IsCtr && Current?.Program == "apt-get" ? Line("sudo apt-get install --reinstall containerd") : null : ToInstallDocker;

    /// <summary>Installs docker from another source than the snap; null if no other package manager is known here.</summary>
    public static CommandLine? ToReplaceSnap => Current?.InstallDocker is { } install ? Line($"sudo snap remove docker && {install}") : null;

    /// <summary>Updates the docker client; null if no package manager is known here.</summary>
    public static CommandLine? ToUpdateDocker(ContainerClient client) => client switch
    {
        { IsSnap: true } => Line("sudo snap refresh docker"),
        { IsPodman: true } => Line(Current?.InstallPodman),
        _ when Current is { Program: "apt-get" } && File.Exists(DockersPackageOnDebian) => Line("sudo apt-get install --only-upgrade docker-ce-cli"),
        _ => Line(Current?.UpdateDocker),
    };

    /// <summary>Installs newuidmap and newgidmap, which rootless containers need; null if no package manager is known here that has them.</summary>
    public static CommandLine? ToInstallIdMap => Current?.Program switch
    {
        "apt-get" => Line("sudo apt-get install uidmap"),
        "dnf" => Line("sudo dnf install shadow-utils"),
        "zypper" or "apk" => Line(Current.Program == "apk" ? "sudo apk add shadow-uidmap" : "sudo zypper install shadow"),
        _ => null,
    };

    /// <summary>Installs Helm; null if no package manager is known here that has it.</summary>
    public static CommandLine? ToInstallHelm => Line(Current?.InstallHelm ?? (HasSnap ? "sudo snap install helm --classic" : null));

    /// <summary>Updates Helm at a path; null if no package manager is known here that has it.</summary>
    public static CommandLine? ToUpdateHelm(string path) =>
        Line(ContainerClient.IsInSnap(path) ? "sudo snap refresh helm" : Current?.UpdateHelm ?? (HasSnap ? "sudo snap install helm --classic" : null));

    /// <summary>A command of this machine's shell as this account must type it: root needs no sudo, and may have none.</summary>
    public static CommandLine? Line(string? command) =>
        command is null ? null : new(UnixAccounts.IsRoot ? command.Replace("sudo ", string.Empty, StringComparison.Ordinal) : command);

    // Linux may have brew, too, but there it has no Docker Desktop and is rarely the first choice.
    private static PackageManager? Current =>
        Array.Find(Known, manager => (manager.Program != Homebrew || OperatingSystem.IsMacOS()) && ProgramPath.Find(manager.Program).Path is not null);

    private static PackageManager OfLinux(
        string program, string install, string update, string docker = "docker", string client = "docker", bool hasHelm = true, bool hasPodman = true) => new()
        {
            Program = program,
            InstallDocker = $"sudo {program} {install} {docker}",
            UpdateDocker = $"sudo {program} {update} {client}",
            InstallHelm = hasHelm ? $"sudo {program} {install} helm" : null,
            UpdateHelm = hasHelm ? $"sudo {program} {update} helm" : null,
            InstallPodman = hasPodman ? $"sudo {program} {install} podman" : null,
        };

    private static bool HasSnap => OperatingSystem.IsLinux() && ProgramPath.Find(Snap).Path is not null;
}
