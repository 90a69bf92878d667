namespace AcrHealth.Programs;

/// <summary>The container client of this machine: docker, or the one that the DOCKER_COMMAND variable names.</summary>
/// <param name="Command">The command as users type it.</param>
/// <param name="Path">Its full path.</param>
internal sealed record ContainerClient(string Command, string Path)
{
    /// <summary>The variable that names another client, as in the Azure CLI.</summary>
    public const string Variable = "DOCKER_COMMAND";

    /// <summary>The client if no other is named.</summary>
    public const string Docker = "docker";

    // Below /snap or /var/lib/snapd/snap, depending on the distribution.
    private const string SnapDirectory = "/snap/bin/";
    private const string SnapProgram = "/usr/bin/snap";

    public static string ConfiguredCommand =>
        Environment.GetEnvironmentVariable(Variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : Docker;

    /// <summary>Whether it is Podman: by its name, or because the engine reported it.</summary>
    public bool IsPodman { get => field || IsNamed("podman"); init; }

    /// <summary>Whether it is docker itself, by its name: on another system's path, too, as docker.exe is in WSL.</summary>
    public bool IsDocker => !IsPodman && !IsNamed("nerdctl") && !IsNamed("finch");

    /// <summary>Whether it comes from a snap, which has a home directory of its own.</summary>
    public bool IsSnap => IsInSnap(Path);

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
