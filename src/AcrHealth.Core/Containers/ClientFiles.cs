namespace AcrHealth.Containers;

/// <summary>Where container clients look for the logins that they have stored, in their order.</summary>
internal static class ClientFiles
{
    private const string DockerFile = "config.json";
    private const string PodmanFile = "auth.json";

    public static IEnumerable<string> OfDocker() => [Path.Combine(Variable("DOCKER_CONFIG") ?? Path.Combine(Home, ".docker"), DockerFile)];

    /// <summary>Podman's own, and docker's when those have no login for the registry.</summary>
    public static IEnumerable<string> OfPodman() => Variable("REGISTRY_AUTH_FILE") is { } named
        ? [named]
        : [Runtime(), Path.Combine(Configuration, "containers", PodmanFile), .. OfDocker()];

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string Configuration => Variable("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config");

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
