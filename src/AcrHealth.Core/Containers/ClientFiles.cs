using AcrHealth.Programs;

namespace AcrHealth.Containers;

/// <summary>The files in which clients look for stored logins, in their order.</summary>
internal static class ClientFiles
{
    /// <summary>The variable that names the directory of docker's configuration.</summary>
    public const string DockerVariable = "DOCKER_CONFIG";

    /// <summary>The variable that names Podman's file.</summary>
    public const string PodmanVariable = "REGISTRY_AUTH_FILE";

    private const string DockerFile = "config.json";
    private const string DockerDirectory = ".docker";
    private const string PodmanFile = "auth.json";

    /// <summary>The file in a home directory that docker reads by default.</summary>
    public static string DockersIn(string home) => Path.Combine(home, DockerDirectory, DockerFile);

    /// <summary>The file of this account that docker reads by default.</summary>
    public static string DockersDefault => DockersIn(Home);

    /// <summary>The files of a client.</summary>
    public static IEnumerable<string> Of(ContainerClient client) => client.IsPodman ? OfPodman(client) : OfDocker(client);

    /// <summary>The files of docker; a snap keeps them in a home directory of its own.</summary>
    public static IEnumerable<string> OfDocker(ContainerClient client) => Variable(DockerVariable) is { } directory
        ? [Path.Combine(directory, DockerFile)]
        : [client is { IsSnap: true, IsPodman: false } ? DockersIn(SnapHome) : DockersDefault];

    /// <summary>The directory that both the snap's docker and others can use.</summary>
    public static string SnapDirectory => Path.Combine(SnapHome, DockerDirectory);

    /// <summary>The files of Helm. If it has no login there, Helm uses docker's.</summary>
    public static IEnumerable<string> OfHelm() =>
        [Variable("HELM_REGISTRY_CONFIG") ?? Path.Combine(Variable("HELM_CONFIG_HOME") ?? Path.Combine(HelmConfiguration, "helm"), "registry", DockerFile)];

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string SnapHome => Path.Combine(Home, "snap", "docker", "current");

    private static string Configuration => Variable("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config");

    private static string HelmConfiguration =>
        Variable("XDG_CONFIG_HOME")
        ?? (OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Preferences")
            : Path.Combine(Home, ".config"));

    // Podman reads its own files first, and docker's if those have no login for the registry.
    private static IEnumerable<string> OfPodman(ContainerClient client) => Variable(PodmanVariable) is { } named
        ? [named]
        : [Runtime(), Path.Combine(Configuration, "containers", PodmanFile), .. OfDocker(client)];

    private static string Runtime() => Variable("XDG_RUNTIME_DIR") is { } runtime
        ? Path.Combine(runtime, "containers", PodmanFile)
        : Path.Combine("/run/containers", UserId() ?? "0", PodmanFile);

    private static string? UserId()
    {
        const string Status = "/proc/self/status";
        return File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t', StringSplitOptions.TrimEntries)[1]
            : null;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
