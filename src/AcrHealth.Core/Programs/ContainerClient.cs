using AcrHealth.Model;

namespace AcrHealth.Programs;

/// <summary>The container client of this machine: the one that the DOCKER_COMMAND variable names, or the first that is found.</summary>
/// <param name="Command">The command as users type it.</param>
/// <param name="Path">Its full path.</param>
internal sealed record ContainerClient(string Command, string Path)
{
    /// <summary>The variable that names another client, as in the Azure CLI.</summary>
    public const string Variable = "DOCKER_COMMAND";

    /// <summary>The client that is looked for first, and reported as missing if there is none at all.</summary>
    public const string Docker = "docker";

    /// <summary>The variable that names containerd's socket for its clients.</summary>
    public const string SocketVariable = "CONTAINERD_ADDRESS";

    /// <summary>The path of containerd's socket, unless its configuration changes it.</summary>
    public const string DefaultSocket = "/run/containerd/containerd.sock";

    private const string Podman = "podman";
    private const string Nerdctl = "nerdctl";
    private const string Ctr = "ctr";

    // Below /snap or /var/lib/snapd/snap, depending on the distribution.
    private const string SnapDirectory = "/snap/bin/";
    private const string SnapProgram = "/usr/bin/snap";

    /// <summary>Whether it is Podman: by its name, or because the engine reported it.</summary>
    public bool IsPodman { get => field || IsNamed(Podman); init; }

    /// <summary>Whether it is containerd's client with docker's command line, which also reads docker's logins.</summary>
    public bool IsNerdctl => IsNamed(Nerdctl);

    /// <summary>Whether it is containerd's own client, with another command line and without logins.</summary>
    public bool IsCtr => System.IO.Path.GetFileNameWithoutExtension(Path).Equals(Ctr, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a client of containerd. It pulls with the session's proxy, and has no contexts and no daemon.json.</summary>
    public bool IsContainerd => IsNerdctl || IsCtr;

    /// <summary>Whether it is docker itself, by its name: on another system's path, too, as docker.exe is in WSL.</summary>
    public bool IsDocker => !IsPodman && !IsContainerd && !IsNamed("finch");

    /// <summary>Whether it comes from a snap, which has a home directory of its own.</summary>
    public bool IsSnap => IsInSnap(Path);

    /// <summary>Looks for the client that DOCKER_COMMAND names, or else for docker, Podman, nerdctl, and ctr if containerd has a socket.</summary>
    public static ContainerClientLookup Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            return new(value.Trim(), IsNamedByVariable: true);
        }

        // A docker that cannot be run is reported, and not hidden by another client.
        var docker = new ContainerClientLookup(Docker, IsNamedByVariable: false);
        return docker.Program.Absence == ProgramAbsence.NotFound
            ? Others().Select(name => new ContainerClientLookup(name, IsNamedByVariable: false)).FirstOrDefault(other => other.Program.Path is not null) ?? docker
            : docker;
    }

    // ctr comes with docker's packages, too; it is of use where containerd runs by itself.
    private static string[] Others() =>
        File.Exists(Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 } named ? named : DefaultSocket) ? [Podman, Nerdctl, Ctr] : [Podman, Nerdctl];

    /// <summary>Whether a program comes from a snap: it is located there, or is a link to the program that runs snaps.</summary>
    public static bool IsInSnap(string path)
    {
        if (!OperatingSystem.IsLinux() || path.Contains(SnapDirectory, StringComparison.Ordinal))
        {
            return OperatingSystem.IsLinux();
        }

        try
        {
            string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return target.Contains(SnapDirectory, StringComparison.Ordinal) || target == SnapProgram;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool IsNamed(string name) => System.IO.Path.GetFileName(Path).Contains(name, StringComparison.OrdinalIgnoreCase);
}
